import type { FileAttach, IMMessage, SendFileOptions } from '@nim/msg'
import { addFiles } from '../im'
import type { Client } from '../im'
import { sessionId } from '../lib/sessionid'
import type { Item } from './chats'

/** A file of the phone that becomes a message. */
export interface LocalFile {
  kind: 'image' | 'file'
  path: string
  name: string
  /** Bytes. */
  size: number
}

/** An upload as an item of a chat carries it. */
export interface Upload {
  file: LocalFile
  /** 0 to 100. */
  progress: number
  abort?: () => void
}

let count = 0

/** An item for a file that is on its way: it has no message of the SDK yet, so it gets one that stands in for it. */
export function localItem(nim: Client, target: Pick<SendFileOptions, 'scene' | 'to'>, file: LocalFile): Item {
  const attach: FileAttach = { url: file.path, name: file.name, size: file.size }
  const msg: IMMessage = {
    ...target,
    target: target.to,
    sessionId: sessionId(target.to, target.scene),
    from: nim.account,
    flow: 'out',
    status: 'sending',
    type: file.kind,
    feature: 'default',
    time: Date.now(),
    idClient: 'local-' + ++count,
    attach,
  }
  return { msg, upload: { file, progress: 0 } }
}

/** Uploads the file of an item and sends its message. `tell` is called on every change; `sent` with the SDK's message, which takes the place of the stand-in. */
export async function upload(nim: Client, item: Item, tell: () => void, sent: (msg: IMMessage) => void): Promise<IMMessage> {
  const { upload: state, msg } = item
  if (!state) return msg
  const { file } = state
  Object.assign(msg, { status: 'sending' })
  state.progress = 0
  tell()
  await addFiles(nim)
  const options: SendFileOptions = {
    scene: msg.scene,
    to: msg.to,
    filePath: file.path,
    onUploadStart: (task) => {
      state.abort = () => task.abort()
    },
    onUploadProgress: ({ percentage }) => {
      state.progress = percentage
      tell()
    },
    // the store knows the temporary name only
    onUploadDone: (stored) => {
      stored.name = file.name
    },
    onSendBefore: sent,
  }
  return file.kind === 'image' ? nim.msg.sendImageMsg(options) : nim.msg.sendFileMsg(options)
}
