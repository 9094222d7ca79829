import type { PluginContext } from '@nim/core'
import type { Config } from './config'
import type { S3Upload, UploadFileOptions, UploadTask } from './types'
import { attempt, plain } from './url'

/** How long a picture's or film's description may take, ms. */
const infoTimeout = 5000
/** The official client's code for an upload that was aborted; it stands in `rawError.errCode`. */
export const abortCode = 10499

/** Properties of files: what NOS calls them, and their names in a result. */
const properties = [
  ['Duration', 'dur'],
  ['Width', 'w'],
  ['Height', 'h'],
  ['Orientation', 'orientation'],
  ['AudioCodec', 'audioCodec'],
  ['VideoCodec', 'videoCodec'],
  ['Container', 'container'],
] as const
/** Those that NOS is asked for with the upload: where it has them, and the first and last of them. */
const asked = { file: ['', 0, 0], image: ['ImageInfo', 1, 4], audio: ['AVinfo.Audio', 0, 1], video: ['AVinfo.Video', 0, 3] } as const

/** What NOS is to answer, as JSON with placeholders it fills in. The quotes are escaped: it becomes part of a JSON text. */
export const template = (type: keyof typeof asked) => {
  const [where, from, to] = asked[type]
  const body: any = { md5: '$(Etag)', size: '$(ObjectSize)' }
  for (const [name, key] of properties.slice(from, to)) body[key] = `$(${where}.${name})`
  return JSON.stringify(body).replace(/"/g, '\\"')
}

/** The service's permit for one upload. */
export interface Ticket {
  /** Percent-encoded. */
  objectName: string
  token: string
  bucket?: string
  shortUrl?: string
  /** The client's keys for S3, and the region. */
  s3?: object
}

/** An upload: what the app asked for, and the file where it is no path. */
export interface Job {
  o: UploadFileOptions
  file?: any
}

/** Sends files, one at a time: what is done here is done once. */
export function transfers(ctx: PluginContext, config: Config) {
  const host: any = ctx.host
  const [kind] = ctx.flavour
  const ali = kind === 'my'
  /** Ends of what is under way. */
  const running = new Set<() => void>()
  let over: boolean | undefined

  /** Calls the app; what it throws is its own affair. */
  const tell = <T>(fn: ((value: T) => void) | undefined, value: T) => {
    try {
      if (fn) fn(value)
    } catch (e) {
      ctx.log('error', 'a callback of uploadFile', e)
    }
  }
  const progress = (o: UploadFileOptions, total: number, loaded: number, percentage: number) => tell(o.onUploadProgress, { total, loaded, percentage, percentageText: percentage + '%' })

  /** Waits for what `start` begins, for `ms` at most. It always ends, with the client at the latest, and all aborts look alike. */
  const during = <T = any>({ o }: Job, start: (done: (value: T) => void, fail: (why: unknown) => void) => UploadTask | void, ms?: number) =>
    new Promise<T>((resolve, reject) => {
      let task: UploadTask | void = undefined
      const ending = (settle: (value: any) => void) => (value?: unknown) => {
        clearTimeout(timer)
        running.delete(stop)
        settle(value)
      }
      const done = ending(resolve)
      const fail = ending((why) => {
        const e = Object(why)
        // WeChat's and most others', TikTok's, Alipay's and Amazon's
        if (over || /fail abort/.test(e.errMsg) || e.errNo === 21104 || e.error === 9 || e.code === 'RequestAbortedError') e.errCode = abortCode
        reject(e)
      })
      const stop = () => {
        fail(new Error('the client was destroyed'))
        if (task) task.abort()
      }
      const timer = ms && setTimeout(done, ms)
      if (over) return stop()
      running.add(stop)
      try {
        task = start(done, fail)
      } catch (e) {
        fail(e)
      }
      if (task) tell(o.onUploadStart, task)
    })

  return {
    tell,
    wait: (job: Job, ms: number) => during(job, () => {}, ms),

    /** To NOS, through the platform; gives what NOS says about the file. */
    toNos: (job: Job, { bucket, objectName, token }: Ticket) =>
      during(job, (done, fail) => {
        const { o, file } = job
        if (!host.uploadFile) throw new Error('this host has no uploadFile')
        const task = host.uploadFile({
          // Alipay has names of its own; the hosts without a flavour are uni, browser and Node
          [ali ? 'fileName' : 'name']: 'file',
          fileType: ali || !kind ? o.type : undefined,
          file: kind ? undefined : file,
          url: `${ctx.url(config.commonUploadHost)}/${bucket}`,
          filePath: o.filePath,
          formData: { Object: plain(objectName), 'x-nos-token': token, 'x-nos-entity-type': 'json' },
          success({ statusCode, data }: any) {
            const body = attempt(() => (typeof data === 'string' ? JSON.parse(data) : data))
            if (statusCode === 200 && Object(body) === body) done(body)
            else fail(new Error(`the store answered ${statusCode}, or no JSON`))
          },
          fail,
        })
        if (task && task.onProgressUpdate)
          task.onProgressUpdate((p: any) => progress(o, p.totalBytesExpectedToSend || p.totalBytesExpectedToWrite, p.totalBytesSent || p.totalBytesWritten, p.progress))
        return task
      }),

    /** To S3, through the class the app gave; gives the key of the object. */
    toS3: (job: Job, { bucket, objectName, token, s3 }: Ticket, maxRetries: number) =>
      during<string>(job, (done, fail) => {
        const { o, file } = job
        const client = new config.s3!()
        const Key = plain(objectName)
        client.config.update({ ...s3, maxRetries })
        const task: S3Upload = client.upload({ Bucket: bucket, Key, Body: file, Metadata: { token }, ContentType: file.type || 'application/octet-stream' })
        task.on('httpUploadProgress', ({ total, loaded }) => progress(o, total, loaded, Math.round((loaded / total) * 100) || 0))
        task.send((e, data) => (e ? fail(e) : done(Object(data).Key || Key)))
        return task
      }),

    /** Adds what the store knows about a picture, sound or film, if it says so. */
    async describe(job: Job, url: string, body: any) {
      const answer = await during(job, (done, fail) => void host.request({ url: url + (body.type[0] === 'i' ? '?imageInfo' : '?vinfo'), timeout: infoTimeout, dataType: 'json', success: done, fail }), infoTimeout).catch(() => {})
      const data = Object(Object(answer).data)
      const info = Object(data.GetVideoInfo).VideoInfo || data
      for (const [name, key] of properties) if (info[name] !== undefined) body[key] = info[name]
    },

    /** Aborts everything, and all that would come. */
    stop() {
      over = true
      running.forEach((end) => end())
    },
  }
}
