import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    nos: '1objectName token bucket 7expireSec tag',
    url: 'safeUrl originUrl',
    cdn: '1bucket cdnDomain ttl+ objectNamePrefix',
    gray: 'config ttl+',
    policy: 'providers ttl+ 3nosPolicy{ s3Policy{',
    request: 'provider tokenCount 3tag returnBody',
    // the group is what S3 is told about the client
    permit: '4token 6bucket objectName 10shortUrl |s3 1accessKeyId secretAccessKey sessionToken 11region',
    files: '1type urls',
    fileToken: '1type+ tokens{ token ttl+',
  },
  commands: {
    // responseBody, options
    getNosToken: '6_2 String @nos > @nos',
    getOriginUrl: '6_22 @url > @url',
    getNosCdnHost: '6_26 > @cdn',
    getGrayscaleConfig: '6_27 Property > @gray',
    getMixStorePolicy: '6_28 LongArray > @policy',
    getMixStoreToken: '6_29 @request > @permit',
    getFileAuthToken: '6_30 @files > @fileToken',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
