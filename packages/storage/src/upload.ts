import type { NimError, PluginContext } from '@nim/core'
import type { Config } from './config'
import { nos, s3, type Mix, type Policies, type Store } from './policy'
import { abortCode, transfers, type Job, type Ticket } from './transfer'
import type { UploadFileOptions, UploadFileResult } from './types'
import { base, extension, fill, plain } from './url'
import type { Wired } from './wire'

/** However often a policy says: no more than this. */
const maxRetries = 5

/** What the store is to say about a file: placeholders it fills in. */
const placeholders = {
  file: '',
  image: ' w=ImageInfo.Width h=ImageInfo.Height orientation=ImageInfo.Orientation',
  audio: ' dur=AVinfo.Audio.Duration',
  video: ' dur=AVinfo.Video.Duration w=AVinfo.Video.Width h=AVinfo.Video.Height',
}
/** As JSON whose quotes are escaped: it becomes part of a JSON text. */
const template = (type: keyof typeof placeholders) =>
  `{${('md5=Etag size=ObjectSize' + placeholders[type]).replace(/(\w+)=(\S+)/g, '\\"$1\\":\\"$$($2)\\"').replace(/ /g, ',')}}`

/** Finds the store for a file, and sees it through. */
export function uploading(ctx: PluginContext, { commands }: Wired, config: Config, { ready, mix: known }: Policies) {
  const { toNos, toS3, describe, tell, abort } = transfers(ctx, config)
  let over: boolean | undefined
  /** Ends of the waits between two tries. */
  const waits = new Set<() => void>()
  /** Stores that failed stand back until then, ms. */
  const backAt: Record<number, number> = {}

  const failure = (message: string, cause: any, curProvider: number, mix?: Mix): NimError =>
    ctx.error(400, cause.errCode === abortCode ? 'Request abort' : message, 'uploadError', { cause, rawError: cause, curProvider, mixStorePolicy: mix && mix.kept })

  const hurry = () => waits.forEach((done) => done())
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        waits.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      waits.add(done)
    })

  const wrong = (key: string, text: string) => ctx.error(414, text, 'validateError', { data: { key } })

  /** Asks for a permit; an answer without one is a failure. */
  const ticketOf = async (cmd: typeof commands.getNosToken, values: unknown[]): Promise<Ticket> => {
    const [ticket] = (await ctx.call(cmd, values)).r
    if (!Object(ticket).objectName) throw ctx.error(400, cmd.name + ': an answer without permit', 'cmdError', { cmd: cmd.name })
    return ticket
  }

  /** Into NOS; gives what NOS says about the file. */
  const intoNos = async (job: Job, ticket: Ticket): Promise<object> => {
    const body = await toNos(job, ticket)
    const { cdnDomain, defaultCdnDomain } = config.cdn
    const known = body.url || ticket.shortUrl
    const made = fill(config.uploadReplaceFormat, { host: cdnDomain || defaultCdnDomain, object: ticket.objectName })
    const info = /^(image|video|audio)\//.test(body.type) && (await describe(known || made, body.type[0] === 'i'))
    return { ...body, ...info, url: known || plain(made) }
  }

  /** Into the one store there is. */
  const single = async (job: Job): Promise<object> => {
    const { nosScenes, nosSurvivalTime, type } = job.o
    let what = 'getNosToken error'
    try {
      const ticket = await ticketOf(commands.getNosToken, [template(type), { expireSec: nosSurvivalTime, tag: nosScenes || 'nim' }])
      what = 'nos uploadFile error'
      return await intoNos(job, Object.assign(ticket, { shortUrl: '' }))
    } catch (e) {
      throw failure(what, e, nos)
    }
  }

  /** Into one of several stores, with its permit as often as its policy says. */
  const one = async (job: Job, { provider, cdnSchema, dlcdn, retryPolicy }: Store, mix: Mix): Promise<object> => {
    const retries = Math.min(retryPolicy.retry || 0, maxRetries)
    let what = 'getMixStoreToken error'
    try {
      const ticket = await ticketOf(commands.getMixStoreToken, [{ provider, tokenCount: 1, tag: 'qchat', returnBody: template(job.o.type) }])
      what = 'upload file error'
      if (provider === s3) {
        const key = await toS3(job, ticket, retries)
        return { size: job.file.size, url: ticket.shortUrl || fill(cdnSchema, { cdnDomain: dlcdn, objectName: key }) }
      }
      for (let n = 0; ; n++)
        try {
          return await intoNos(job, ticket)
        } catch (e: any) {
          if (over || n >= retries || e.errCode === abortCode) throw e
          await wait(Math.min(2 ** n, 4) * 1000)
          if (over) throw e
        }
    } catch (e) {
      throw failure(what, e, provider, mix)
    }
  }

  /** Into the first of the stores that takes it; a store that fails says whether there may be a next one. */
  const several = async (job: Job, mix: Mix): Promise<object> => {
    const now = Date.now()
    const late = ({ provider }: Store) => +(backAt[provider]! > now)
    const stores = mix.stores.filter(({ provider }) => provider === nos || (config.s3 && job.file)).sort((a, b) => late(a) - late(b))
    let failed: any = failure('no store for this file: S3 needs { s3 } and a file', {}, s3, mix)
    for (const store of stores) {
      try {
        return await one(job, store, mix)
      } catch (e: any) {
        failed = e
        const { retryNext, circuit = 0 } = store.retryPolicy
        if (!retryNext || e.rawError.errCode === abortCode) break
        backAt[store.provider] = now + circuit * 1000
      }
    }
    throw failed
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

      const asking = ready()
      if (asking) await asking
      const mix = known()
      const name = base(String(Object(file).name || filePath || type))
      const job = { o, file }
      const done: any = { ...(await (mix ? several(job, mix) : single(job))), name, ext: extension(name) }
      for (const key of ['size', 'w', 'h', 'dur']) {
        // the store fills its numbers into texts, and leaves those empty that it does not know
        const n = done[key] === '' ? NaN : Number(done[key])
        if (n === n) done[key] = n
        else delete done[key]
      }
      tell(o.onUploadDone, done)
      return done
    },
    /** No more waiting between tries. */
    hurry,
    wrong,
    /** Ends everything for good. */
    stop() {
      over = true
      hurry()
      abort()
    },
  }
}
