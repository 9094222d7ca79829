import { acks } from './ack'
import { check } from './check'
import type { Core } from './core'
import { Emitter } from './emitter'
import { NimError, coreTexts, invalid } from './error'
import { lbs } from './lbs'
import { link } from './link'
import { createLog } from './log'
import { compileWire } from './notation'
import { readOptions, type NimOptions, type OtherOptions } from './options'
import { findHost, subscribe, type Host } from './host'
import { plugins, randomId } from './plugins'
import type { AnyPlugin } from './plugin'
import { decode, encode } from './record'
import { router } from './router'
import { sync } from './sync'
import { wire } from './wire'

const deviceKey = '__NIM_DEVC_ID__'

/** The client. Made by `createNim`, or by the class that `NIM.use` gives. */
export class Client extends Emitter {
  constructor(given: NimOptions, other: OtherOptions = {}, wanted: readonly AnyPlugin[] = []) {
    super()
    const made: any = new.target
    const options = readOptions(given)
    const [host, flavour] = findHost(options.platform)
    if (!host) throw invalid('platform', 'no host (wx, my, swan, tt, qq) found: pass { platform }')
    const c = {
      options,
      other,
      emitter: () => Object.assign(new Emitter(), { fault: c.fault }),
      host,
      flavour,
      account: options.account,
      deviceId: options.deviceId || deviceId(host, flavour[0], options.isFixedDeviceId),
      self: {},
      texts: { ...coreTexts },
      commands: compileWire(wire).commands,
      log: createLog(options.debugLevel),
      check,
      config: (name: string) => other[name + 'Config'],
      emit: this.emit.bind(this),
      id: randomId,
      decode,
      encode,
      error: (...how: ConstructorParameters<typeof NimError>) => new NimError(...how),
      fault: (error: unknown, what: string) => {
        // trouble in a listener of "error" itself goes to the console, as does what nobody listens for
        if (what === 'error' || !this.emit('error', new NimError(500, `trouble in ${what}: ${error}`, 'customError', { cause: error }))) console.error('NIM', what, error)
      },
    } as unknown as Core
    this.fault = c.fault

    lbs(c)
    router(c)
    sync(c)
    link(c)
    acks(c)
    const install = plugins(c, this)
    // a destroyed client does nothing on them, so that a host without `off…` may keep them
    const listeners = {
      // offline only when flag and type agree: hosts report isConnected:false on a mere change of network; Alipay's word is NOTREACHABLE
      NetworkStatusChange(e: unknown) {
        const { isConnected, networkType = 'none' } = Object(e)
        c.shown(!isConnected && /^no/i.test(networkType))
      },
      AppShow: () => c.shown(),
    }
    Object.defineProperties(this, { status: { get: c.status, enumerable: true }, options: { get: () => c.options } })
    const api = {
      account: options.account,
      otherOptions: other,
      connect: c.connect,
      disconnect: c.disconnect,
      destroy: async () => {
        if (made.instance === this) made.instance = null
        await c.destroy()
        subscribe('off', host, listeners)
        c.tell('clear')
        this.removeAllListeners()
      },
      setOptions: (change: Partial<NimOptions>) => {
        c.options = readOptions(change, c.options)
        c.changed()
      },
      kick: c.method(c.commands.kick, 'deviceIds:as', (o: { deviceIds: string[] }) => [o.deviceIds]),
      install: (plugin: AnyPlugin) => {
        c.resync(install([plugin]))
        return this
      },
    }
    Object.assign(this, api)
    // last, so that a plugin that takes one of the names above is refused, and nothing of a refused client stays with the host
    install(wanted)
    subscribe('on', host, listeners)
    made.instance = this
  }
}

/** A new id, or the one kept in the host's storage; a host that cannot store gives a new one each time. */
function deviceId(host: Host, kind: string, fixed: boolean | undefined): string {
  let id = randomId()
  if (fixed) {
    try {
      if (kind === 'my') host.setStorageSync({ key: deviceKey, data: (id = host.getStorageSync({ key: deviceKey }).data || id) })
      else host.setStorageSync(deviceKey, (id = host.getStorageSync(deviceKey) || id))
    } catch {} // not stored
  }
  return id
}
