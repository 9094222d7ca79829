import type { CdnConfig, CloudStorageConfig, S3Class } from './types'

/** The options with their defaults; one object for the client's life. */
export type Config = Required<Omit<CloudStorageConfig, 's3' | 'cdn'>> & { s3?: S3Class; cdn: Required<CdnConfig> }

export const defaults = (): Config => ({
  chunkUploadHost: 'https://wanproxy-web.127.net',
  commonUploadHost: 'https://nos.netease.com',
  chunkMaxSize: 41943040000,
  commonMaxSize: 104857600,
  uploadReplaceFormat: 'https://{host}/{object}',
  cdn: { defaultCdnDomain: 'nim.nosdn.127.net', cdnDomain: '', bucket: '', objectNamePrefix: '' },
  downloadUrl: 'https://{bucket}-nosdn.netease.im/{object}',
  downloadHostList: ['nos.netease.com'],
  nosCdnEnable: true,
  isNeedToGetUploadPolicyFromServer: true,
  storageKeyPrefix: 'NIM',
})

/** Overlays options: `cdn` key by key, the others as a whole. */
export function overlay(config: any, given: any): void {
  for (const key in given)
    if (key === 'cdn') overlay(config.cdn, given.cdn)
    else if (given[key] !== undefined) config[key] = given[key]
}
