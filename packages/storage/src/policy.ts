import type { PluginContext } from '@nim/core'
import type { Config } from './config'
import type { Wired } from './wire'

/** The service may be silent; an upload need not wait that long. ms */
const patience = 3000

export const nos = 1
export const s3 = 2

/** One store of the app, as the service describes it. */
export interface Store {
  provider: number
  priority: number
  dlcdn: string
  /** Hosts whose urls belong to this store. */
  dlcdns: string[]
  cdnSchema: string
  policyType: string
  /** `circuit`: how long a store that failed is left alone, s. */
  retryPolicy: { retry?: number; retryNext?: boolean; circuit?: number }
}

/** The stores of an app that has several, the one to prefer first. */
export interface Mix {
  stores: Store[]
  /** As it is kept and put into errors: the official client's form. */
  kept: object
}

export interface Policies {
  /** Asks for what is missing or too old; resolves in any case. Nothing when there is nothing to ask. */
  ready(): Promise<unknown> | undefined
  mix(): Mix | undefined
  /** The connection ended. */
  lost(): void
}

/**
 * What the service says about stores and CDN. Asked for when it is first needed, so that a login costs nothing, and kept in the
 * host's storage in the official client's form.
 */
export function policies(ctx: PluginContext, { commands }: Wired, config: Config): Policies {
  const memory: Record<string, any> = {}
  const ali = ctx.flavour[0] === 'my'
  const host: any = ctx.host
  let asking: Promise<unknown> | undefined
  let failures = 0
  /** Times when the next question may be asked, ms. */
  let mixFrom = 0
  let cdnFrom = 0

  /** What the host keeps for this app, with `value` put there first. A host that cannot store has nothing. */
  const stored = (what: string, value?: object): any => {
    const key = config.storageKeyPrefix + '-All' + what
    let all: any
    try {
      all = Object(JSON.parse(ali ? host.getStorageSync({ key }).data : host.getStorageSync(key)))
    } catch {
      all = {}
    }
    if (value) {
      all[ctx.options.appkey!] = value
      const data = JSON.stringify(all)
      try {
        if (ali) host.setStorageSync({ key, data })
        else host.setStorageSync(key, data)
      } catch {} // kept in memory
    }
    return Object(all[ctx.options.appkey!])
  }
  const load = (what: string): any => memory[what] || (memory[what] = stored(what))

  /** What is kept, asked for anew when its time is over. */
  const kept = async (what: string, cmd: typeof commands.getMixStorePolicy, values: unknown[], read: (r: any) => object) => {
    const old = load(what)
    const age = Date.now() - old.timeStamp
    if (age >= 0 && age < old.ttl * 1000) return old
    const r = (await ctx.call(cmd, values, { timeout: patience })).r[0] || {}
    memory[what] = { ...read(r), ttl: +r.ttl || 0, timeStamp: Date.now() }
    stored(what, memory[what])
    return memory[what]
  }

  const askMix = async () => {
    if (Date.now() < mixFrom) return
    try {
      const { mixStoreEnable } = await kept('GrayscaleConfig', commands.getGrayscaleConfig, [{}], (r) => JSON.parse(r.config))
      if (mixStoreEnable)
        await kept('MixStorePolicy', commands.getMixStorePolicy, [config.s3 ? [nos, s3] : [nos]], ({ providers, nosPolicy, s3Policy }) => ({
          providers: String(providers).split(','),
          nosPolicy: JSON.parse(nosPolicy || null),
          s3Policy: JSON.parse(s3Policy || null),
        }))
      failures = 0
    } catch (e) {
      mixFrom = Date.now() + Math.min(60, 2 ** ++failures) * 1000
      ctx.log('warn', 'no storage policy', e)
    }
  }
  const askCdn = async () => {
    if (Date.now() < cdnFrom) return
    try {
      const { bucket = '', cdnDomain = '', objectNamePrefix = '', expire } = (await ctx.call(commands.getNosCdnHost, [], { timeout: patience })).r[0] || {}
      // 0 or no domain: there is none
      Object.assign(config.cdn, +expire && cdnDomain ? { bucket, cdnDomain, objectNamePrefix } : { bucket: '', cdnDomain: '', objectNamePrefix: '' })
      cdnFrom = expire > 0 ? Date.now() + expire * 1000 : Infinity
    } catch (e) {
      cdnFrom = Date.now() + 60000
      ctx.log('warn', 'no CDN', e)
    }
  }

  return {
    ready() {
      if (config.isNeedToGetUploadPolicyFromServer && ctx.status() === 'logined') return asking || (asking = Promise.all([askMix(), askCdn()]).then(() => (asking = undefined)))
    },
    mix() {
      const all = load('MixStorePolicy')
      const stores: Store[] = []
      const add = (p: any, provider: number) => {
        if (p) stores.push({ ...p, provider, dlcdns: p.dlcdns || [], policyType: String(Object(p.authPolicy).policyType), retryPolicy: Object(Object(p.uploadConfig).retryPolicy) })
      }
      add(all.nosPolicy, nos)
      add(all.s3Policy, s3)
      return config.isNeedToGetUploadPolicyFromServer && load('GrayscaleConfig').mixStoreEnable && stores[0] ? { stores: stores.sort((a, b) => a.priority - b.priority), kept: all } : undefined
    },
    lost() {
      mixFrom = cdnFrom = 0
    },
  }
}
