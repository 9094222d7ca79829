import type { Plugin } from '@nim/core'
import { defaults, overlay } from './config'
import { policies, type Store } from './policy'
import type { CloudStorageConfig, CloudStorageShape } from './types'
import { uploading } from './upload'
import { parse, privateUrl } from './url'
import { wire, type Wired } from './wire'

/** Files: `nim.cloudStorage`, and the upload of file messages. */
export function cloudStorage(options?: CloudStorageConfig): Plugin<CloudStorageShape> {
  return {
    name: 'cloudStorage',
    wire,
    setup(ctx, wired: Wired) {
      const { check, error } = ctx
      const { commands } = wired
      const config = defaults()
      for (const given of [ctx.config('server'), ctx.config('cloudStorage'), options]) overlay(config, given)
      const stores = policies(ctx, wired, config)
      const { upload, hurry, stop, wrong } = uploading(ctx, wired, config, stores)
      return {
        api: {
          cloudStorage: {
            config,
            setOptions: (change) => overlay(config, change),
            uploadFile: upload,
            async getOriginUrl(safeUrl) {
              const { originUrl } = Object((await ctx.call(commands.getOriginUrl, [{ safeUrl }])).r[0])
              if (!originUrl) throw error(404, 'no such short url', 'cmdError', { cmd: 'getOriginUrl' })
              return originUrl
            },
            async getFileToken(o) {
              check(o, 'type:n2..3 urls?:as')
              const { type, urls = [] } = o
              if (type === 3 && !urls[0]) throw wrong('urls', 'tokens of type 3 need urls')
              await stores.ready()
              const known = Object(stores.mix()).stores || []
              const own: Store[] = known.filter((s: Store) => s.policyType.indexOf(String(type)) >= 0 && (type === 2 || urls.some((url) => s.dlcdns.indexOf(parse(url)[0]!) >= 0)))
              if (!own[0]) throw error(403, `the files need no token of type ${type}: see the console`)
              if (type === 3 && own[1]) throw wrong('urls', 'urls of two stores: ask for those of each store by themselves')
              return (await ctx.call(commands.getFileAuthToken, [{ type, urls: type === 3 ? JSON.stringify(urls) : o.urls }])).r[0] || {}
            },
            getPrivateUrl(url) {
              void stores.ready()
              return privateUrl(url, config, stores.mix())
            },
          },
        },
        peer: { upload },
        logined() {
          const chunk = ctx.lbs && ctx.lbs['nos-chunk']
          if (chunk) config.chunkUploadHost = chunk
        },
        lost() {
          stores.lost()
          hurry()
        },
        clear: stop,
      }
    },
  }
}
