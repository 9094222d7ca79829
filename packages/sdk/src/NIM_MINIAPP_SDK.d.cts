import { NIM as Class } from './index'

/** The client class of the whole SDK: `module.exports` itself, as in the official package. */
declare const NIM: typeof Class
/** A client of the whole SDK. */
type NIM = Class

export = NIM
