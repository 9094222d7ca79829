// Files of the user, under temporary paths as WeChat gives them.
import { device } from './device'
import { deliver } from './gate'

const files = new Map<string, { file: File; url: string }>()
let count = 0

/** A file gets a path. */
export function keep(file: File): string {
  const suffix = /\.\w+$/.exec(file.name)?.[0] || ''
  const path = `http://tmp/${Date.now().toString(36)}${count++}${suffix}`
  files.set(path, { file, url: URL.createObjectURL(file) })
  return path
}

/** Where the browser finds what an <image> shows. */
export const source = (path: string): string => files.get(path)?.url || (/^(https?|data|blob):/.test(path) || !path ? path : '/package/' + path.replace(/^\//, ''))

function pick(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept, multiple })
    input.onchange = () => resolve([...(input.files || [])])
    input.oncancel = () => reject(new Error('cancel'))
    input.click()
  })
}

export async function chooseMedia({ count: most = 9 }: WechatMiniprogram.ChooseMediaOption) {
  const picked = await pick('image/*', most > 1)
  return { type: 'image', tempFiles: picked.slice(0, most).map((file) => ({ tempFilePath: keep(file), size: file.size, fileType: 'image' })) }
}

export async function chooseMessageFile({ count: most = 1 }: { count?: number }) {
  const picked = await pick('', most > 1)
  return { tempFiles: picked.slice(0, most).map((file) => ({ path: keep(file), name: file.name, size: file.size, type: 'file', time: file.lastModified })) }
}

/** `wx.uploadFile` on the browser's XMLHttpRequest. */
export function uploadFile(options: WechatMiniprogram.UploadFileOption): WechatMiniprogram.UploadTask {
  const listeners = new Set<(event: { progress: number; totalBytesSent: number; totalBytesExpectedToSend: number }) => void>()
  const xhr = new XMLHttpRequest()
  const form = new FormData()
  for (const [name, value] of Object.entries(options.formData || {})) form.append(name, String(value))
  const found = files.get(options.filePath)
  if (found) form.append(options.name, found.file, options.filePath.split('/').pop())
  const fail = (why: string) => {
    const error = { errMsg: 'uploadFile:fail ' + why }
    deliver(() => {
      options.fail?.(error)
      options.complete?.(error)
    })
  }
  xhr.open('POST', options.url)
  xhr.upload.onprogress = ({ loaded, total }) => deliver(() => listeners.forEach((listener) => listener({ progress: Math.floor((loaded / total) * 100), totalBytesSent: loaded, totalBytesExpectedToSend: total })))
  xhr.onload = () =>
    deliver(() => {
      const answer = { data: xhr.responseText, statusCode: xhr.status, errMsg: 'uploadFile:ok' }
      options.success?.(answer as WechatMiniprogram.UploadFileSuccessCallbackResult)
      options.complete?.(answer)
    })
  xhr.onerror = () => fail('network')
  xhr.onabort = () => fail('abort')
  if (!found) setTimeout(() => fail('file not found'))
  else if (device.online) xhr.send(form)
  else setTimeout(() => fail('no network'))
  const off = (listener: never) => void listeners.delete(listener)
  return { abort: () => xhr.abort(), onProgressUpdate: (listener: never) => void listeners.add(listener), offProgressUpdate: off } as unknown as WechatMiniprogram.UploadTask
}

/** Opens a file beside the phone. */
export const openFile = (path: string): void => void window.open(source(path), '_blank')
