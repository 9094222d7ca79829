import type { IncomingMessage, ServerResponse } from 'node:http'
import { maxFile, type Files, type StoredFile } from './files'
import { imageSize } from './image'
import type { Page } from './server'

/** Bytes of all uploads that are under way. */
const maxUnderWay = 4 * maxFile
let underWay = 0

/** The whole body of a request; `undefined` when it is longer than `limit` bytes, breaks off, or too much comes in at once. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length
      underWay += part.length
      if (size > limit || underWay > maxUnderWay) return undefined
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch {
    return undefined
  } finally {
    underWay -= size
  }
}

const json = (response: ServerResponse, status: number, body: object) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

/** Takes uploads at `POST /<bucket>`, and hands files out at `GET /<bucket>/<object>` and `GET /s/<short>`. */
export function filePages(files: Files, host: () => string): Page {
  async function upload(request: IncomingMessage, response: ServerResponse, bucket: string): Promise<void> {
    const type = request.headers['content-type'] ?? ''
    if (!type.startsWith('multipart/form-data')) return void json(response, 400, { errMsg: 'multipart/form-data is expected' })
    const body = await readBody(request, maxFile)
    if (!body) return void json(response, 413, { errMsg: 'too large' })
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => undefined)
    const object = form?.get('Object')
    const token = form?.get('x-nos-token')
    const file = form?.get('file')
    if (typeof object !== 'string' || typeof token !== 'string' || !(file instanceof Blob)) return void json(response, 400, { errMsg: 'Object, x-nos-token and file are expected' })
    const kept = files.put(token, object, Buffer.from(await file.arrayBuffer()), file.type)
    if (!kept) return void json(response, 403, { errMsg: 'the token is not for this object' })
    // the real service leaves the url to the client's templates, which name hosts that are not here
    json(response, 200, { ...kept.answer, url: `http://${host()}/${bucket}/${object}` })
  }

  return async (request, response, url) => {
    const [, bucket = '', name = ''] = /^\/(\w+)(?:\/([\w/%.-]+))?$/.exec(url.pathname) ?? []
    const object = name.replace(/%2f/gi, '/')
    if (request.method === 'POST' && bucket && !object) {
      await upload(request, response, bucket)
      return true
    }
    if (request.method !== 'GET' || !object) return false
    const file = files.get(bucket === 's' ? (files.origin(object) ?? '') : object)
    if (!file) return false
    hand(response, file, url)
    return true
  }
}

/** The file, or what is known about it. It is kept from acting as a page of this address. */
function hand(response: ServerResponse, { data, type }: StoredFile, url: URL): void {
  const { width, height } = imageSize(data)
  if (url.searchParams.has('imageInfo')) return void json(response, 200, { Type: type, Width: width, Height: height, Orientation: '1' })
  if (url.searchParams.has('vinfo')) return void json(response, 200, { GetVideoInfo: { VideoInfo: { Width: width, Height: height, Duration: 0, AudioCodec: '', VideoCodec: '', Container: '' } } })
  response
    .writeHead(200, { 'Content-Type': type || 'application/octet-stream', 'Content-Length': data.length, 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' })
    .end(data)
}
