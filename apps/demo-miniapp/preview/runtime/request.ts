import { device } from './device'
import { deliver } from './gate'

type Options = WechatMiniprogram.RequestOption

/** `wx.request` on the browser's XMLHttpRequest. */
export function request(options: Options): WechatMiniprogram.RequestTask {
  const xhr = new XMLHttpRequest()
  const method = (options.method || 'GET').toUpperCase()
  const header = Object.fromEntries(Object.entries(options.header || {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
  let { url } = options
  let body: unknown = options.data
  if (body && typeof body === 'object' && !(body instanceof ArrayBuffer)) {
    if (method === 'GET') {
      url += (url.includes('?') ? '&' : '?') + new URLSearchParams(body as Record<string, string>)
      body = undefined
    } else {
      header['content-type'] ??= 'application/json'
      body = JSON.stringify(body)
    }
  }
  const fail = (why = '') => {
    const error = { errMsg: 'request:fail ' + why, errno: 600000, exception: { reasons: [], retryCount: 0 }, useHttpDNS: false }
    deliver(() => {
      options.fail?.(error)
      options.complete?.(error)
    })
  }
  xhr.open(method, url)
  xhr.timeout = options.timeout || 60000
  for (const [name, value] of Object.entries(header)) xhr.setRequestHeader(name, value)
  xhr.onload = () => {
    let data: string | object = xhr.responseText
    if ((options.dataType ?? 'json') === 'json') {
      try {
        data = JSON.parse(data)
      } catch {} // WeChat leaves it a string
    }
    const answer = { data, statusCode: xhr.status, header: {}, cookies: [], errMsg: 'request:ok' }
    deliver(() => {
      options.success?.(answer as unknown as Parameters<NonNullable<Options['success']>>[0])
      options.complete?.(answer)
    })
  }
  xhr.onerror = () => fail()
  xhr.ontimeout = () => fail('timeout')
  xhr.onabort = () => fail('abort')
  if (device.online) xhr.send(body as string)
  else setTimeout(() => fail('no network'))
  return { abort: () => xhr.abort() } as WechatMiniprogram.RequestTask
}
