// For those who speak the protocol from the other side: the emulator and test servers.
export { compileRecord, compileWire } from './notation'
export type { Command, Compiled, Field, RecordTable, Wire } from './notation'
export { decode, encode } from './record'
