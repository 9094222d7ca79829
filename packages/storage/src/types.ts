/** Options of the store: `cloudStorageConfig`, `cloudStorage(options)` or `setOptions`. A key given as `undefined` counts as not given. */
export interface CloudStorageConfig {
  /** Where files are posted to. Default `https://nos.netease.com`. Plain `http://` only on this machine or with `allowInsecure`. */
  commonUploadHost?: string
  /** Address for uploads in parts; the LBS may replace it. Kept for compatibility: files are sent in one piece. */
  chunkUploadHost?: string
  /** Bytes; kept for compatibility. */
  commonMaxSize?: number
  /** Bytes; kept for compatibility. */
  chunkMaxSize?: number
  /** Form of the url of an uploaded file. Default `https://{host}/{object}`. */
  uploadReplaceFormat?: string
  /** Form of what `getPrivateUrl` makes of addresses in `downloadHostList`. Default `https://{bucket}-nosdn.netease.im/{object}`. */
  downloadUrl?: string
  /** Hosts whose urls `getPrivateUrl` replaces. Default `['nos.netease.com']`. */
  downloadHostList?: string[]
  /** False: `getPrivateUrl` does not lead to the CDN. Default true. */
  nosCdnEnable?: boolean
  /** The CDN; given keys replace the present ones, the others stay. The service may name another one. */
  cdn?: CdnConfig
  /** The class `S3` of the AWS SDK for JavaScript 2 (`aws-sdk`): lets files go there when the app has such a store. */
  s3?: S3Class
  /** Beginning of the keys under which policies are kept in the host's storage. Default `NIM`. */
  storageKeyPrefix?: string
  /** False: the service is not asked which store to use; files go to NOS. Default true. */
  isNeedToGetUploadPolicyFromServer?: boolean
}

export interface CdnConfig {
  /** Host of urls when there is no other. Default `nim.nosdn.127.net`. */
  defaultCdnDomain?: string
  cdnDomain?: string
  bucket?: string
  /** Beginning of the names of the app's objects. */
  objectNamePrefix?: string
}

/** What is used of the AWS SDK. */
export type S3Class = new () => {
  config: { update(o: object): void }
  upload(o: object): S3Upload
}

export interface S3Upload {
  on(event: 'httpUploadProgress', listener: (progress: { loaded: number; total: number }) => void): unknown
  send(done: (error: unknown, data?: { Key?: string }) => void): void
  abort(): void
}

/** An upload under way: the platform's task, or that of the S3 class. */
export interface UploadTask {
  abort(): void
}

export interface FileProgress {
  /** Bytes. */
  total: number
  /** Bytes sent so far. */
  loaded: number
  /** 0 to 100. */
  percentage: number
  /** The same as text, e.g. `50%`. */
  percentageText: string
}

export interface UploadFileOptions {
  /** What it is. A `file` whose MIME type is not of that kind is refused; `file` takes all. */
  type: 'file' | 'image' | 'audio' | 'video'
  /** Local path of the file: in a mini-program the temporary path the platform gave; in Node any path. */
  filePath?: string
  /** The file itself, where there is no path: a `Blob` in the browser; a `Blob` or bytes in Node. */
  file?: object
  /** The same as `file`; also an `<input type="file">`, or the id of one (the name of the file is not known then). */
  fileInput?: object | string
  /** Bytes; accepted for compatibility and not enforced. */
  maxSize?: number
  /** Scene that decides how long the file is kept (console). Default `nim`. */
  nosScenes?: string
  /** How long the file is kept, s, ≥ 86400. Default: for ever. */
  nosSurvivalTime?: number
  /** The upload began; `task.abort()` ends it. Called again with a new task for each retry. */
  onUploadStart?: (task: UploadTask) => void
  onUploadProgress?: (progress: FileProgress) => void
  /** The file is stored; the same as the promise gives, just before it resolves. */
  onUploadDone?: (file: UploadFileResult) => void
}

/** An uploaded file; as `attach` it makes a file message. */
export interface UploadFileResult {
  url: string
  /** Name without its path. */
  name: string
  /** The text after the last dot of the name, in lower case; `''` without one. */
  ext: string
  /** Bytes. */
  size?: number
  /** Width of a picture or film, pixels. */
  w?: number
  /** Height of a picture or film, pixels. */
  h?: number
  /** Length of a sound or film, ms. */
  dur?: number
  md5?: string
  orientation?: string
  audioCodec?: string
  videoCodec?: string
  container?: string
  /** What else the store said about the file. */
  [more: string]: unknown
}

export interface GetFileTokenOptions {
  /** 2: one token for all files, good for some time; 3: a token for each of the urls. */
  type: 2 | 3
  /** Type 3: urls of one store. */
  urls?: string[]
}

export interface GetFileTokenResult {
  type: 2 | 3
  /** Type 2. */
  token?: string
  /** Type 3: a token for each url, as the service lists them. */
  tokens?: string[]
  /** How long they are good for, s. */
  ttl: number
}

/** `nim.cloudStorage`: files. */
export interface CloudStorageApi {
  /**
   * Uploads a file. Rejects with a `validateError` (414) for wrong parameters, else with an `uploadError` (400):
   * its `cause` is what the platform or the service said, `rawError.errCode` 10499 when the upload was aborted.
   * A store that fails is tried again as often as its policy says, and then the next one, if the app has several.
   */
  uploadFile(options: UploadFileOptions): Promise<UploadFileResult>
  /** The url behind a short one. 404 when there is none. */
  getOriginUrl(shortUrl: string): Promise<string>
  /**
   * Tokens to download files with, for apps whose files need them. 403: this app's files need none of this type, or the urls
   * are not of its stores; 414: urls of several stores at once.
   */
  getFileToken(options: GetFileTokenOptions): Promise<GetFileTokenResult>
  /**
   * The address to download a file from: of the CDN, or of the host that replaces those of `downloadHostList`. Other urls as they
   * are, `''` for what is no http(s) url. What the service says about CDN and stores counts from the first time it is needed on.
   */
  getPrivateUrl(url: string): string
  /** Changes options; those not given stay. */
  setOptions(options: CloudStorageConfig): void
  /** The options as they are now. */
  readonly config: Readonly<CloudStorageConfig>
}

export interface CloudStorageShape {
  name: 'cloudStorage'
  api: { cloudStorage: CloudStorageApi }
  events: object
}
