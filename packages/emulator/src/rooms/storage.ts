import type { Files, Ticket } from '../files'
import { need, refuse } from '../refusal'
import { row, type Row } from '../row'
import type { MakeRoom, Service } from '../service'
import { FileToken, Gray, MixPolicy, MixRequest, MixToken, NosCdn, NosToken, SafeUrl } from '../tags'

/** The only place where files are kept: NOS. */
const NOS = 1
/** Life of policies and file tokens, seconds. */
const ttl = 86_400

const maxUrls = 100

/** Tickets for uploads, and where files are. */
export const storage: MakeRoom = (s) => {
  const { files } = s
  return {
    commands: {
      '6_2': ({ args }) => [nosToken(s, args.text(0), args.row(1))],
      '6_22': ({ args }) => {
        const short = args.row(0)[SafeUrl.short] ?? ''
        const object = files.origin(short.split('/').at(-1)!)
        if (!object) refuse(404)
        return [row({ [SafeUrl.short]: short, [SafeUrl.origin]: `${s.origin}/nim/${object}` })]
      },
      // 0: no CDN
      '6_26': () => [row({ [NosCdn.expire]: 0 })],
      '6_27': () => [row({ [Gray.config]: JSON.stringify({ mixStoreEnable: s.settings.mixStore }), [Gray.ttl]: ttl })],
      '6_28': () => [policy(s)],
      '6_29': ({ args }) => [mixToken(s, files, args.row(0))],
      '6_30': ({ args }) => [fileToken(args.row(0))],
    },
  }
}

const seconds = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const n = Number(text)
  need(n > 0)
  return n
}

function nosToken(s: Service, template: string, wire: Row): Row {
  const expireSec = seconds(wire[NosToken.expireSec])
  const ticket = s.files.ticket(template, expireSec)
  return row({
    [NosToken.object]: encodeURIComponent(ticket.object),
    [NosToken.token]: ticket.token,
    [NosToken.bucket]: ticket.bucket,
    [NosToken.expireTime]: ticket.until,
    [NosToken.expireSec]: expireSec,
    [NosToken.tag]: wire[NosToken.tag],
    [NosToken.shortUrl]: shortUrl(s, ticket),
  })
}

const shortUrl = (s: Service, { object }: Ticket) => `${s.origin}/s/${s.files.shorten(object)}`

function policy(s: Service): Row {
  const nos = {
    authPolicy: { policyType: '2,3' },
    uploadConfig: { retryPolicy: { retry: 1, retryNext: false, circuit: 3600 } },
    cdnSchema: s.origin.replace(/:.*/, '://{cdnDomain}/{objectName}'),
    dlcdn: s.address,
    dlcdns: [s.address],
    priority: 1,
  }
  return row({ [MixPolicy.providers]: NOS, [MixPolicy.ttl]: ttl, [MixPolicy.enabled]: s.settings.mixStore, [MixPolicy.nos]: JSON.stringify(nos) })
}

function mixToken(s: Service, files: Files, wire: Row): Row {
  need(wire[MixRequest.provider] === String(NOS))
  const expireSec = seconds(wire[MixRequest.expireSec])
  const ticket = files.ticket(wire[MixRequest.template] ?? '', expireSec)
  return row({
    [MixToken.provider]: NOS,
    [MixToken.token]: ticket.token,
    [MixToken.expireTime]: ticket.until,
    [MixToken.bucket]: ticket.bucket,
    [MixToken.object]: encodeURIComponent(ticket.object),
    [MixToken.expireSec]: expireSec,
    [MixToken.tag]: wire[MixRequest.tag],
    [MixToken.shortUrl]: shortUrl(s, ticket),
  })
}

/** Tokens to download with: one for a time, or one for each url. Downloads here need none. */
function fileToken(wire: Row): Row {
  const type = wire[FileToken.type]
  need(type === '2' || type === '3')
  if (type === '2') return row({ [FileToken.type]: type, [FileToken.token]: 'time-token', [FileToken.ttl]: ttl })
  let urls: unknown
  try {
    urls = JSON.parse(wire[FileToken.urls] ?? '')
  } catch {
    refuse(414)
  }
  need(Array.isArray(urls) && urls.length <= maxUrls)
  return row({ [FileToken.type]: type, [FileToken.tokens]: JSON.stringify(urls.map(() => 'url-token')), [FileToken.ttl]: ttl })
}
