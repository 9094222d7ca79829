import type { Plugin } from '@nim/core'
import { defaults, overlay } from './config'
import { policies } from './policy'
import type { CloudStorageConfig, CloudStorageShape } from './types'
import { uploading } from './upload'
import { has, privateUrl } from './url'
import { wire, type Wired } from './wire'

/** Files: `nim.cloudStorage`, and the upload of file messages. */
export function cloudStorage(options?: CloudStorageConfig): Plugin<CloudStorageShape> {
  return {
    name: 'cloudStorage',
    wire,
    setup(ctx, wired: Wired) {
      const { error, call } = ctx
      const { commands: c } = wired
      const config = defaults()
      for (const given of [ctx.config('server'), ctx.config('cloudStorage'), options]) overlay(config, given)
      const stores = policies(ctx, wired, config)
      const { upload, stop, wrong } = uploading(ctx, wired, config, stores)
      return {
        api: {
          cloudStorage: {
            config,
            setOptions: (change) => overlay(config, change),
            uploadFile: upload,
            async getOriginUrl(safeUrl) {
              const { originUrl } = Object((await call(c.getOriginUrl, [{ safeUrl }])).r[0])
              if (!originUrl) throw error(404, 'no such short url', 'cmdError', { cmd: 'getOriginUrl' })
              return originUrl
            },
            async getFileToken(o) {
              const perUrl = Object(o).type === 3
              ctx.check(o, 'type:n2..3 urls' + (perUrl ? ':as1' : '?:as'))
              const { type, urls = [] } = o
              await stores.ready()
              const mix = stores.mix()
              const own = mix ? mix.stores.filter((s) => s.policyType.indexOf(`${type}`) >= 0 && (!perUrl || urls.some((url) => has(url)(s)))) : []
              if (!own[0]) throw error(403, `the files need no token of type ${type}: see the console`)
              if (perUrl && own[1]) throw wrong('urls', 'urls of two stores: ask for those of each store by themselves')
              return (await call(c.getFileAuthToken, [{ type, urls: perUrl ? JSON.stringify(urls) : o.urls }])).r[0] || {}
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
        clear: stop,
      }
    },
  }
}
