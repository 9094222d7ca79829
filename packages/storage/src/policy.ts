import type { Command, PluginContext } from '@nim/core'
import type { Config } from './config'
import { attempt } from './url'
import type { Wired } from './wire'

/** The service may be silent; an upload need not wait that long. ms */
const patience = 3000
/** How long a CDN without a time of its own, or that there is none, is believed. s */
const day = 86400

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

/** The stores of an app, the one to prefer first. */
export interface Mix {
  stores: Store[]
  /** As it is kept and put into errors: the official client's form. Nothing for an app that has only NOS. */
  kept?: object
}

export interface Policies {
  /** Asks for what is missing or too old; resolves in any case. */
  ready(): Promise<unknown> | undefined
  /** Nothing when the app has but NOS, or when it is not known. */
  mix(): Mix | undefined
}

/**
 * What the service says about stores and CDN. Asked for when it is first needed, so that a login costs nothing; stores are kept in
 * the host's storage in the official client's form.
 */
export function policies(ctx: PluginContext, { commands: c }: Wired, config: Config): Policies {
  const memory: Record<string, any> = {}
  const host: any = ctx.host
  let asking: Promise<unknown> | undefined

  /** What the host keeps for this app, with `value` put there first. A host that cannot store has nothing. */
  const stored = (what: string, value?: object): any => {
    const key = config.storageKeyPrefix + '-All' + what
    const app = ctx.options.appkey!
    const ask = (method: string, data?: string) => attempt(() => (ctx.flavour[0] === 'my' ? Object(host[method]({ key, data })).data : host[method](key, data)))
    const all = Object(attempt(() => JSON.parse(ask('getStorageSync'))))
    if (value) {
      all[app] = value
      ask('setStorageSync', JSON.stringify(all))
    }
    return Object(all[app])
  }
  const load = (what: string): any => memory[what] || (memory[what] = stored(what))

  /** What is known, asked for anew when its `ttl` (s) is over. After a failure it holds a little longer, and longer each time. */
  const told = async (what: string, cmd: Command, values: unknown[], read: (r: any) => object) => {
    const old = load(what)
    const age = Date.now() - old.timeStamp
    if (age >= 0 && age < old.ttl * 1000) return old
    try {
      memory[what] = { ...read((await ctx.call(cmd, values, { timeout: patience })).r[0] || {}), timeStamp: Date.now() }
      if (values[0]) stored(what, memory[what])
    } catch (e) {
      const failures = (old.failures || 0) + 1
      memory[what] = { ...old, failures, ttl: Math.min(60, 2 ** failures), timeStamp: Date.now() }
      ctx.log('warn', 'no ' + what, e)
    }
    return memory[what]
  }

  const askMix = async () => {
    const { mixStoreEnable } = await told('GrayscaleConfig', c.getGrayscaleConfig, [{}], ({ config, ttl }) => ({ ...JSON.parse(config), ttl }))
    if (mixStoreEnable) await told('MixStorePolicy', c.getMixStorePolicy, [config.s3 ? [nos, s3] : [nos]], (r) => ({ ...r, providers: String(r.providers).split(',') }))
  }
  const askCdn = () =>
    told('NosCdn', c.getNosCdnHost, [], (r) => {
      // 0 or no domain: there is none
      for (const key of ['bucket', 'cdnDomain', 'objectNamePrefix'] as const) config.cdn[key] = (r.ttl && r.cdnDomain && r[key]) || ''
      return { ttl: r.ttl > 0 ? r.ttl : day }
    })

  return {
    ready() {
      if (config.isNeedToGetUploadPolicyFromServer && ctx.status() === 'logined') return asking || (asking = Promise.all([askMix(), askCdn()]).then(() => (asking = undefined)))
    },
    mix() {
      const kept = load('MixStorePolicy')
      const stores: Store[] = []
      ;[kept.nosPolicy, kept.s3Policy].forEach((p, i) => {
        if (p) stores.push({ ...p, provider: i + nos, dlcdns: p.dlcdns || [], policyType: String(Object(p.authPolicy).policyType), retryPolicy: Object(Object(p.uploadConfig).retryPolicy) })
      })
      return config.isNeedToGetUploadPolicyFromServer && load('GrayscaleConfig').mixStoreEnable && stores[0] ? { stores: stores.sort((a, b) => a.priority - b.priority), kept } : undefined
    },
  }
}
