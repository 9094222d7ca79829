import type { Config } from './config'
import type { Mix } from './policy'

/** Puts values into a form like `https://{host}/{object}`. */
export const fill = (form: string, values: Record<string, string>) => String(form).replace(/{(\w+)}/g, (_, name) => values[name] || '')

/** Percent-decoded; text that cannot be decoded stays. */
export function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `[host, path]` of an http(s) url whose host has a dot; the path begins with a slash or is empty. */
export const parse = (url: unknown): string[] => (/^https?:\/\/([^/?#]+\.[^/?#]+)([^?#]*)/.exec(url as string) || []).slice(1)

/** The last part of a path. */
export const base = (path: string) => /[^\\/]*$/.exec(path)![0]

/** The text after the last dot, in lower case. */
export const extension = (name: string) => (/\.([^.]*)$/.exec(name) || ['', ''])[1]!.toLowerCase()

/** Where to download a file from. */
export function privateUrl(url: string, { cdn: { cdnDomain, objectNamePrefix }, nosCdnEnable, downloadHostList, downloadUrl }: Config, mix: Mix | undefined): string {
  const [host, path] = parse(url)
  if (!host) return ''
  if (mix) {
    const at = mix.stores.find((s) => s.dlcdns.indexOf(host) >= 0)
    return at ? fill(at.cdnSchema, { cdnDomain: at.dlcdn, objectName: path!.slice(1) }) : url
  }
  const name = plain(path!)
  const at = name.indexOf(objectNamePrefix)
  if (nosCdnEnable && cdnDomain && at >= 0) return `https://${cdnDomain}/${name.slice(at).replace(/^\//, '')}`
  for (const known of downloadHostList) {
    // https://host/bucket/object, or https://bucket.host/object
    const whole = host === known ? path! : host.slice(-known.length - 1) === '.' + known ? '/' + host.slice(0, -known.length - 1) + path! : ''
    const [, bucket, object] = /^\/([^/]+)\/(.+)/.exec(whole) || []
    if (bucket) return fill(downloadUrl, { bucket, object: object! })
  }
  return url
}
