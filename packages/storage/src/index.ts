export { cloudStorage } from './plugin'
export type { CloudStorageShape } from './plugin'
