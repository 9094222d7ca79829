export { passThrough,misc,plugin } from './plugin'
export type { PassThroughShape,MiscShape,PluginShape } from './plugin'
