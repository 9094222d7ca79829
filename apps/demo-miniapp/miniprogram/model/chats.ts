import type { IMMessage, SendTextOptions, TeamMsgReceipt } from '@nim/msg'
import type { SystemMessage } from '@nim/sysmsg'
import type { Client } from '../im'
import { sessionId, targetOf } from '../lib/sessionid'
import { localItem, upload } from './uploads'
import type { LocalFile, Upload } from './uploads'

export interface Item {
  msg: IMMessage
  recalled?: boolean
  /** The file is on its way, and there is no message of the SDK yet. */
  upload?: Upload
  /** In a team: how many have not read the own message. */
  unreadBy?: number
}

/** One conversation as far as it was loaded, oldest first. */
export interface Chat {
  items: Item[]
  /** How many of the items are not shown yet: the sync brings more than a reader wants to see at once. */
  hidden: number
  /** Everything the service has kept is here. */
  complete: boolean
  loading: boolean
  opened: boolean
}

const pageSize = 20
/** Receipts of one call. */
const mostReceipts = 50

/** The service brings no more messages of one conversation by roaming. */
const roamingLimit = 100

/** The messages of all conversations: what arrived, what was sent, what history brought. */
export function createChats(nim: Client) {
  const chats = new Map<string, Chat>()
  const listeners = new Map<string, Set<() => void>>()
  const receipted = new Map<string, number>()

  const chat = (id: string): Chat => {
    let found = chats.get(id)
    if (!found) chats.set(id, (found = { items: [], hidden: 0, complete: false, loading: false, opened: false }))
    return found
  }
  const tell = (id: string) => listeners.get(id)?.forEach((listener) => listener())

  /** Adds a message, or its newer state; a recalled one stays recalled. */
  const put = (msg: IMMessage): Item => {
    const { items } = chat(msg.sessionId)
    const known = items.find((item) => item.msg.idClient === msg.idClient)
    const item = known || { msg }
    item.msg = msg
    if (!known) {
      let at = items.length
      while (at && items[at - 1]!.msg.time > msg.time) at--
      items.splice(at, 0, item)
    }
    return item
  }
  const add = (...msgs: IMMessage[]) => {
    msgs.forEach(put)
    new Set(msgs.map((msg) => msg.sessionId)).forEach(tell)
  }

  const recalled = ({ type, recallMessageInfo, from, to }: SystemMessage) => {
    if (!recallMessageInfo) return
    const id = type === 'recallMsgTeam' ? sessionId(to, 'team') : sessionId(from === nim.account ? to : from)
    const item = chat(id).items.find(({ msg }) => msg.idClient === recallMessageInfo.idClient)
    if (item) item.recalled = true
    tell(id)
  }

  /** Team messages were read. */
  const counted = (receipts: TeamMsgReceipt[]) => {
    for (const { teamId, idServer, unread } of receipts) {
      const item = chat(sessionId(teamId, 'team')).items.find(({ msg }) => msg.idServer === idServer)
      if (item) item.unreadBy = unread
      tell(sessionId(teamId, 'team'))
    }
  }
  const wantsAck = ({ msg }: Item) => !!msg.idServer && !!msg.teamSpecializationInfo && !!msg.teamSpecializationInfo.needACK
  const receiptOf = ({ msg: { to, idClient, idServer = '' } }: Item) => ({ teamId: to, idClient, idServer })

  /** Asks how many have read the own ones of these. */
  const count = (items: Item[]) => {
    const own = items.filter((item) => item.msg.flow === 'out' && !item.recalled && wantsAck(item)).slice(-mostReceipts)
    if (own.length) nim.msg.getTeamMsgReads({ teamMsgReceipts: own.map(receiptOf) }).then(counted, () => {}) // asked again after the next sync
  }

  /** Waits for a send; both ends of it bring the message in its new state. */
  const follow = (sending: Promise<IMMessage>) => sending.then(add, ({ msg }: { msg?: IMMessage }) => msg && add(msg))

  /** Uploads and sends; what goes wrong shows on the item. */
  const send = (item: Item) => {
    const { sessionId: id } = item.msg
    const replace = (msg: IMMessage) => {
      item.msg = msg
      item.upload = undefined
      tell(id)
    }
    return follow(
      upload(nim, item, () => tell(id), replace).catch((error: { msg?: IMMessage }) => {
        if (item.upload) Object.assign(item.msg, { status: 'sendFailed' })
        tell(id)
        throw error
      })
    )
  }

  nim.on('msg', add)
  nim.on('syncRoamingMsgs', ({ sessionId: id, msgs }) => {
    const found = chat(id)
    // after a long absence there may be more in between: what is older comes from history again
    if (msgs.length >= roamingLimit) Object.assign(found, { items: found.items.filter(({ msg }) => !msg.idServer), hidden: 0, complete: false, opened: false })
    add(...msgs)
  })
  nim.on('syncOfflineMsgs', ({ msgs }) => add(...msgs))
  nim.on('sysMsg', recalled)
  nim.on('syncSysMsgs', (notices) => notices.forEach(recalled))
  nim.on('msgReceipts', (receipts) => receipts.forEach((receipt) => ('sessionId' in receipt ? tell(receipt.sessionId) : counted([receipt]))))

  return {
    get: (id: string) => chat(id),

    watch(id: string, listener: () => void): () => void {
      const all = listeners.get(id) || new Set()
      listeners.set(id, all.add(listener))
      return () => void all.delete(listener)
    },

    /** Shows the newest page; to be called when the chat is opened, and again after a sync. */
    open(id: string): void {
      const found = chat(id)
      if (!found.opened) found.hidden = Math.max(0, found.items.length - pageSize)
      found.opened = found.items.length > 0
      if (found.items.length < pageSize) this.more(id)
      count(found.items)
    },

    /** Shows one more page of older messages: those that are here already, then those that the service has kept. */
    async more(id: string): Promise<void> {
      const found = chat(id)
      if (found.hidden) {
        found.hidden = Math.max(0, found.hidden - pageSize)
        return tell(id)
      }
      if (found.complete || found.loading) return
      found.loading = true
      tell(id)
      try {
        const oldest = found.items.find(({ msg }) => msg.idServer)
        const before = oldest ? { endTime: oldest.msg.time, lastMsgId: oldest.msg.idServer! } : {}
        const msgs = await nim.msgLog.getHistoryMsgs({ ...targetOf(id), limit: pageSize, ...before })
        msgs.forEach(put)
        found.complete = msgs.length < pageSize
      } catch {
        // no connection: asked for again after the next sync, or by scrolling
      }
      found.loading = false
      tell(id)
    },

    send: (id: string, body: string, more: Partial<SendTextOptions> = {}) => follow(nim.msg.sendTextMsg({ ...more, ...targetOf(id), body, onSendBefore: add })).then(() => count(chat(id).items.slice(-1))),

    sendFile(id: string, file: LocalFile) {
      const item = localItem(nim, targetOf(id), file)
      chat(id).items.push(item)
      return send(item)
    },

    /** Ends an upload that is under way. It can be sent again. */
    cancel: ({ upload }: Item) => upload && upload.abort && upload.abort(),

    resend(item: Item) {
      const { msg } = item
      if (item.upload) return send(item)
      add({ ...msg, status: 'sending' })
      return follow(nim.msg.resendMsg({ msg }))
    },

    async recall(msg: IMMessage): Promise<void> {
      await nim.msg.recallMsg({ msg })
      put(msg).recalled = true
      tell(msg.sessionId)
    },

    /** Tells the sender and the own other devices that everything here was seen. */
    seen(id: string): void {
      const incoming = chat(id).items.filter(({ msg }) => msg.flow === 'in')
      const last = incoming[incoming.length - 1]
      // what fails without a connection is done again after the next sync
      if (nim.session.getSession({ id })?.unread) nim.session.resetSessionUnreadCount({ id }).catch(() => {})
      const due = incoming.filter((item) => wantsAck(item) && !item.recalled && !receipted.has(item.msg.idClient)).slice(-mostReceipts)
      if (due.length) {
        due.forEach(({ msg }) => receipted.set(msg.idClient, 1))
        nim.msg.sendTeamMsgReceipt({ teamMsgReceipts: due.map(receiptOf) }).catch(() => due.forEach(({ msg }) => receipted.delete(msg.idClient)))
      }
      if (!last || last.msg.scene !== 'p2p' || last.msg.time <= (receipted.get(id) || 0)) return
      receipted.set(id, last.msg.time)
      nim.msg.sendMsgReceipt({ msg: last.msg }).catch(() => receipted.delete(id))
    },
  }
}

export type Chats = ReturnType<typeof createChats>
