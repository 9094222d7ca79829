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
        // not everything that can be thrown has a text
        const text = typeof error === 'string' || error instanceof Error ? error : typeof error
        // trouble in a listener of "error" itself goes to the console, as does what nobody listens for
        if (what === 'error' || !this.emit('error', new NimError(500, `trouble in ${what}: ${text}`, 'customError', { cause: error }))) console.error('NIM', what, error)
      },
    } as unknown as Core
    this.fault = c.fault

    lbs(c)
    router(c)
    sync(c)
    link(c)
    acks(c)
    const install = plugins(c, this)
    const unsubscribe: (() => void)[] = []
    Object.defineProperties(this, { status: { get: c.status, enumerable: true }, options: { get: () => c.options } })
    const api = {
      account: c.account,
      otherOptions: other,
      connect: (o?: { isAutoReconnect?: boolean }) => c.connect(!Object(o).isAutoReconnect),
      disconnect: c.disconnect,
      destroy: async () => {
        if (made.instance === this) made.instance = null
        await c.destroy()
        unsubscribe.splice(0).forEach((off) => off())
        c.tell('clear')
        this.removeAllListeners()
      },
      setOptions: (change: Partial<NimOptions>) => {
        c.options = readOptions(change, c.options)
        c.changed()
      },
      kick: async (o: { deviceIds: string[] }) => {
        check(o, 'deviceIds:as')
        return (await c.call(c.commands.kick, [o.deviceIds])).r[0]
      },
      install: (plugin: AnyPlugin) => {
        c.resync(install([plugin]))
        return this
      },
    }
    Object.assign(this, api)
    // last, so that a plugin that takes one of the names above is refused, and nothing of a refused client stays with the host
    install(wanted)
    unsubscribe.push(
      // offline only when flag and type agree: hosts report isConnected:false on a mere change of network; Alipay's word is NOTREACHABLE
      subscribe(host, 'NetworkStatusChange', ({ isConnected, networkType = 'none' }) => c.online(isConnected || !/^no/i.test(networkType))),
      subscribe(host, 'AppShow', c.shown)
    )
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
