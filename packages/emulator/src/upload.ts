import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { maxFile, type StoredFile } from './files'
import { imageSize } from './image'
import type { Service } from './service'

/** Bytes of all uploads that are under way. */
const maxUnderWay = 4 * maxFile
/** What a form adds to its file. */
const wrapping = 64 << 10

const trouble = (c: Context, status: 400 | 403 | 413 | 503, errMsg: string) => c.json({ errMsg }, status)

/** Whether a request is about files. */
export const ownsFiles = (pathname: string, method: string): boolean => (method === 'POST' ? pathname === '/nim' : method === 'GET' && /^\/(nim|s)\/./.test(pathname))

/** Takes uploads at `POST /<bucket>`, and hands files out at `GET /<bucket>/<object>` and `GET /s/<short>`. */
export function fileApp(s: Service): Hono {
  const { files } = s
  let underWay = 0
  const app = new Hono()

  app.post('/:bucket', bodyLimit({ maxSize: maxFile + wrapping, onError: (c) => trouble(c, 413, 'too large') }), async (c) => {
    if (!c.req.header('content-type')?.startsWith('multipart/form-data')) return trouble(c, 400, 'multipart/form-data is expected')
    const size = Number(c.req.header('content-length')) || maxFile
    if (underWay + size > maxUnderWay) return trouble(c, 503, 'too many uploads at once')
    underWay += size
    try {
      const form = await c.req.formData().catch(() => undefined)
      const [object, token, file] = [form?.get('Object'), form?.get('x-nos-token'), form?.get('file')]
      if (typeof object !== 'string' || typeof token !== 'string' || !(file instanceof Blob)) return trouble(c, 400, 'Object, x-nos-token and file are expected')
      const kept = files.put(token, object, Buffer.from(await file.arrayBuffer()), file.type)
      if (!kept) return trouble(c, 403, 'the token is not for this object')
      await s.keeper.settled()
      // the real service leaves the url to the client's templates, which name hosts that are not here
      return c.json({ ...kept.answer, url: `${s.origin}/${c.req.param('bucket')}/${object}` })
    } finally {
      underWay -= size
    }
  })

  app.get('/:bucket/:name{.+}', (c) => {
    const name = c.req.param('name').replace(/%2f/gi, '/')
    const file = files.get(c.req.param('bucket') === 's' ? (files.origin(name) ?? '') : name)
    return file ? hand(c, file) : c.notFound()
  })
  return app
}

/** What may stand in a header as the type of a file. */
const mime = /^[\w.+-]+\/[\w.+-]+(;[ -~]*)?$/

/** The file, or what is known about it. It is kept from acting as a page of this address. */
function hand(c: Context, { data, type }: StoredFile): Response {
  const { width, height } = imageSize(data)
  const asked = c.req.query()
  if ('imageInfo' in asked) return c.json({ Type: type, Width: width, Height: height, Orientation: '1' })
  if ('vinfo' in asked) return c.json({ GetVideoInfo: { VideoInfo: { Width: width, Height: height, Duration: 0, AudioCodec: '', VideoCodec: '', Container: '' } } })
  return c.body(new Uint8Array(data), 200, { 'Content-Type': mime.test(type) ? type : 'application/octet-stream', 'Content-Length': String(data.length), 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox' })
}
