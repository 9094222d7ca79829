import type { PluginContext } from '@nim/core'
import type { Config } from './config'
import type { S3Upload, UploadFileOptions, UploadTask } from './types'
import { plain } from './url'

/** How long a picture's or film's description may take, ms. */
const infoTimeout = 5000
/** The official client's code for an upload that was aborted; it stands in `rawError.errCode`. */
export const abortCode = 10499

const infos: Record<string, string> = { Width: 'w', Height: 'h', Orientation: 'orientation', Duration: 'dur', AudioCodec: 'audioCodec', VideoCodec: 'videoCodec', Container: 'container' }

/** The service's permit for one upload. */
export interface Ticket {
  /** Percent-encoded. */
  objectName: string
  token: string
  bucket?: string
  shortUrl?: string
  region?: string
  accessKeyId?: string
  secretAccessKey?: string
  sessionToken?: string
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
  /** Ends of what is under way. */
  const running = new Set<() => void>()

  /** Calls the app; what it throws is its own affair. */
  const tell = <T>(fn: ((value: T) => void) | undefined, value: T) => {
    try {
      if (fn) fn(value)
    } catch (e) {
      ctx.log('error', 'a callback of uploadFile', e)
    }
  }
  const progress = ({ o }: Job, total: number, loaded: number, percentage: number) => tell(o.onUploadProgress, { total, loaded, percentage, percentageText: percentage + '%' })

  /** Runs one upload of the platform or of S3, so that it always ends, and all aborts look alike. */
  const run = <T>({ o }: Job, aborted: (e: any) => unknown, start: (resolve: (value: T) => void, reject: (e: unknown) => void) => UploadTask | undefined) =>
    new Promise<T>((resolve, reject) => {
      const end = () => running.delete(stop)
      const fail = (why: unknown, byUs?: boolean) => {
        const e = Object(why)
        if (byUs || aborted(e)) e.errCode = abortCode
        end()
        reject(e)
      }
      const stop = () => {
        fail(new Error('the client was destroyed'), true)
        if (task) task.abort()
      }
      running.add(stop)
      let task: UploadTask | undefined
      try {
        task = start((value) => {
          end()
          resolve(value)
        }, fail)
      } catch (e) {
        fail(e)
      }
      if (task) tell(o.onUploadStart, task)
    })

  /** To NOS, through the platform; gives what NOS says about the file. */
  const toNos = (job: Job, { bucket, objectName, token }: Ticket) =>
    run<any>(
      job,
      (e) => /fail abort/.test(e.errMsg) || e.errNo === 21104 || (kind === 'my' && e.error === 9),
      (resolve, reject) => {
        const { o, file } = job
        if (!host.uploadFile) throw new Error('this host has no uploadFile')
        // Alipay has names of its own; the hosts without a flavour are uni, browser and Node
        const own = kind === 'my' ? { fileName: 'file', fileType: o.type } : kind ? { name: 'file' } : { name: 'file', fileType: o.type, file }
        const task = host.uploadFile({
          ...own,
          url: `${ctx.url(config.commonUploadHost)}/${bucket}`,
          filePath: o.filePath,
          formData: { Object: plain(objectName), 'x-nos-token': token, 'x-nos-entity-type': 'json' },
          success({ statusCode, data }: any) {
            let body: unknown
            try {
              body = typeof data === 'string' ? JSON.parse(data) : data
            } catch {} // said below
            if (statusCode === 200 && body && typeof body === 'object') resolve(body)
            else reject(new Error(`the store answered ${statusCode}, or no JSON`))
          },
          fail: reject,
        })
        if (task && task.onProgressUpdate)
          task.onProgressUpdate((p: any) => progress(job, p.totalBytesExpectedToSend || p.totalBytesExpectedToWrite, p.totalBytesSent || p.totalBytesWritten, p.progress))
        return task
      }
    )

  /** To S3, through the class the app gave; gives the key of the object. */
  const toS3 = (job: Job, { bucket, objectName, token, region, accessKeyId, secretAccessKey, sessionToken }: Ticket, maxRetries: number) =>
    run<string>(
      job,
      (e) => e.code === 'RequestAbortedError',
      (resolve, reject) => {
        const s3 = new config.s3!()
        const Key = plain(objectName)
        s3.config.update({ accessKeyId, secretAccessKey, sessionToken, region, maxRetries })
        const task: S3Upload = s3.upload({ Bucket: bucket, Key, Body: job.file, Metadata: { token }, ContentType: job.file.type || 'application/octet-stream' })
        task.on('httpUploadProgress', ({ total, loaded }) => progress(job, total, loaded, Math.round((loaded / total) * 100) || 0))
        task.send((e, data) => (e ? reject(e) : resolve(Object(data).Key || Key)))
        return task
      }
    )

  /** What the store knows about a picture, sound or film, or nothing. */
  const describe = (url: string, image: boolean) =>
    new Promise<object>((resolve) => {
      const done = (answer?: { data?: any }) => {
        clearTimeout(timer)
        running.delete(done)
        const data = Object(Object(answer).data)
        const info = Object(data.GetVideoInfo).VideoInfo || data
        const found: Record<string, unknown> = {}
        for (const name in infos) if (info[name] !== undefined) found[infos[name]!] = info[name]
        resolve(found)
      }
      const timer = setTimeout(done, infoTimeout)
      running.add(done)
      try {
        host.request({ url: url + (image ? '?imageInfo' : '?vinfo'), timeout: infoTimeout, dataType: 'json', success: done, fail: () => done() })
      } catch {
        done()
      }
    })

  return {
    toNos,
    toS3,
    describe,
    tell,
    /** Aborts everything. */
    abort: () => running.forEach((end) => end()),
  }
}
