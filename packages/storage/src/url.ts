import type { Config } from './config'
import type { Mix, Store } from './policy'

/** What `fn` gives; nothing when it throws. */
export function attempt<T>(fn: () => T): T | undefined {
  try {
    return fn()
  } catch {}
}

/** Puts values into a form like `https://{host}/{object}`. */
export const fill = (form: string, values: Record<string, string>) => String(form).replace(/{(\w+)}/g, (_, name) => values[name] || '')

/** Percent-decoded; text that cannot be decoded stays. */
export const plain = (text: string): string => attempt(() => decodeURIComponent(text)) || text

/** `[host, path]` of an http(s) url whose host has a dot; the path begins with a slash or is empty. */
export const parse = (url: unknown): string[] => (/^https?:\/\/([^/?#]+\.[^/?#]+)([^?#]*)/.exec(url as string) || []).slice(1)

/** The last part of a path. */
export const base = (path: string) => /[^\\/]*$/.exec(path)![0]

/** The text after the last dot, in lower case. */
export const extension = (name: string) => (/\.([^.]*)$/.exec(name) || ['', ''])[1]!.toLowerCase()

/** Tests whether a store has this url. */
export const has = (url: string) => (store: Store) => store.dlcdns.indexOf(parse(url)[0]!) >= 0

/** Where to download a file from. */
export function privateUrl(url: string, { cdn: { cdnDomain, objectNamePrefix }, nosCdnEnable, downloadHostList, downloadUrl }: Config, mix: Mix | undefined): string {
  const [host, path] = parse(url)
  if (!host) return ''
  if (mix) {
    const at = mix.stores.find(has(url))
    return at ? fill(at.cdnSchema, { cdnDomain: at.dlcdn, objectName: path!.slice(1) }) : url
  }
  const name = plain(path!)
  const at = name.indexOf(objectNamePrefix)
  if (nosCdnEnable && cdnDomain && at >= 0) return `https://${cdnDomain}/${name.slice(at).replace(/^\//, '')}`
  for (const known of downloadHostList) {
    // https://host/bucket/object, or https://bucket.host/object: what stands before the host is nothing, or a dot and the bucket
    const [before, after] = ('.' + host).split('.' + known)
    const [, bucket, object] = (after === '' && /^[./]([^/]+)\/(.+)/.exec(before + path!)) || []
    if (bucket) return fill(downloadUrl, { bucket, object: object! })
  }
  return url
}
