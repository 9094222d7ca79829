export { cloudStorage } from './plugin'
export type {
  CdnConfig,
  CloudStorageApi,
  CloudStorageConfig,
  CloudStorageShape,
  FileProgress,
  GetFileTokenOptions,
  GetFileTokenResult,
  S3Class,
  S3Upload,
  UploadFileOptions,
  UploadFileResult,
  UploadTask,
} from './types'
