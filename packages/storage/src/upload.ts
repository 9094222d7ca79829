import type { PluginContext } from '@nim/core'
import type { Config } from './config'
import { nos, s3, type Mix, type Policies, type Store } from './policy'
import { abortCode, template, transfers, type Job, type Ticket } from './transfer'
import type { UploadFileOptions, UploadFileResult } from './types'
import { base, extension, fill, plain } from './url'
import type { Wired } from './wire'

/** However often a policy says: no more than this. */
const maxRetries = 5

/** Finds the store for a file, and sees it through. */
export function uploading(ctx: PluginContext, { commands: c }: Wired, config: Config, { ready, mix }: Policies) {
  const { toNos, toS3, describe, tell, wait, stop } = transfers(ctx, config)
  /** Stores that failed stand back until then, ms. */
  const backAt: Record<number, number> = {}
  const { error } = ctx
  const wrong = (key: string, text: string) => error(414, text, 'validateError', { data: { key } })

  /** Into NOS, with the same permit again when it fails; gives what NOS says about the file. */
  const intoNos = async (job: Job, ticket: Ticket, retries: number, n = 0): Promise<any> => {
    try {
      const body = await toNos(job, ticket)
      const { cdnDomain, defaultCdnDomain } = config.cdn
      const told = body.url || ticket.shortUrl
      const made = fill(config.uploadReplaceFormat, { host: cdnDomain || defaultCdnDomain, object: ticket.objectName })
      if (/^(image|video|audio)\//.test(body.type)) await describe(job, told || made, body)
      body.url = told || plain(made)
      return body
    } catch (e: any) {
      if (n >= retries || e.errCode === abortCode) throw e
      await wait(job, Math.min(2 ** n, 4) * 1000)
      return intoNos(job, ticket, retries, n + 1)
    }
  }

  /** Into the first of the stores that takes it; a store that fails says whether there may be a next one. */
  const into = async (job: Job, { stores, kept }: Mix): Promise<any> => {
    const { o, file } = job
    const now = Date.now()
    const late = ({ provider }: Store) => +(backAt[provider]! > now)
    let what = 'no store for this file: S3 needs { s3 } and a file'
    let cause: any = {}
    let curProvider = s3
    for (const { provider, cdnSchema, dlcdn, retryPolicy } of stores.sort((a, b) => late(a) - late(b)))
      if (provider === nos || (config.s3 && file))
        try {
          const cmd = kept ? c.getMixStoreToken : c.getNosToken
          curProvider = provider
          what = cmd.name + ' error'
          const returnBody = template(o.type)
          const ticket: Ticket = (await ctx.call(cmd, kept ? [{ provider, tokenCount: 1, tag: 'qchat', returnBody }] : [returnBody, { expireSec: o.nosSurvivalTime, tag: o.nosScenes || 'nim' }])).r[0]
          if (!Object(ticket).objectName) throw error(400, cmd.name + ': an answer without permit', 'cmdError', { cmd: cmd.name })
          what = kept ? 'upload file error' : 'nos uploadFile error'
          const retries = Math.min(retryPolicy.retry || 0, maxRetries)
          if (provider === nos) return await intoNos(job, ticket, retries)
          const objectName = await toS3(job, ticket, retries)
          return { size: file.size, url: ticket.shortUrl || fill(cdnSchema, { cdnDomain: dlcdn, objectName }) }
        } catch (e) {
          cause = e
          if (!retryPolicy.retryNext || cause.errCode === abortCode) break
          backAt[provider] = now + (retryPolicy.circuit || 0) * 1000
        }
    throw error(400, cause.errCode === abortCode ? 'Request abort' : what, 'uploadError', { cause, rawError: cause, curProvider, mixStorePolicy: kept })
  }

  return {
    async upload(o: UploadFileOptions): Promise<UploadFileResult> {
      ctx.check(o, 'type:=file|image|audio|video maxSize?:n')
      const { type, filePath } = o
      const given: any = o.fileInput || o.file
      const file = Object(given).files ? given.files[0] : given
      if (!file && !filePath) throw wrong('filePath', 'uploadFile needs filePath, file or fileInput')
      const mime = Object(o.file).type
      if (type !== 'file' && typeof mime === 'string' && mime.indexOf(type) < 0) throw wrong('file', `"${mime}" is no ${type}`)

      await ready()
      const done = await into({ o, file }, mix() || { stores: [{ provider: nos, retryPolicy: {} } as Store] })
      done.name = base(String(Object(file).name || filePath || type))
      done.ext = extension(done.name)
      for (const key of ['size', 'w', 'h', 'dur']) {
        // the store fills its numbers into texts, and leaves those empty that it does not know
        done[key] = parseFloat(done[key])
        if (done[key] !== done[key]) delete done[key]
      }
      tell(o.onUploadDone, done)
      return done
    },
    wrong,
    stop,
  }
}
