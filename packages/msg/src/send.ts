import type { Answer, NimError, PluginContext } from '@nim/core'
import type { Message } from './message'
import type { Wired } from './wire'
import type { IMMessage, MsgApi, MsgPeer, MsgScene, MsgStatus, SendFileOptions, SendOptions } from './types'

/** What `@nim/storage` offers. */
interface Uploader {
  upload(options: object): Promise<object>
}

export const scenes = '=p2p|team|superTeam'
/** A scene as the names of commands have it. */
export const part = { p2p: '', team: 'Team', superTeam: 'SuperTeam' } as const

/** Everything that sends messages. */
export function sending(ctx: PluginContext, { commands, records }: Wired, peer: MsgPeer, { read }: Message, isNew: (m: IMMessage) => boolean) {
  const { account, check } = ctx
  const { names } = records.message

  /** Rules of every message. In the groups a switch is a boolean, a word about a push or a robot is a string. */
  let rules = `scene:${scenes} to type:=${Object.keys(names['.type']!.numbers).join('|')} ext?:s onSendBefore?:f`
  const groups: Record<string, string> = {}
  for (const path in names) {
    const { name, group, kind } = names[path]!
    const type = kind === '?' ? 'b' : kind ? '' : /forcePush/.test(path) ? 's1' : /^(push|robot)/.test(path) ? 's' : ''
    if (group && type) groups[group] = `${groups[group] || ''} ${name}?:${type}`
  }
  for (const group in groups) rules += ` ${group}?{${groups[group]}}`

  const deliver = (o: any, idClient = ctx.id()): Promise<IMMessage> => {
    const { nick, updateTime } = ctx.self
    // what has no tag stays behind; ids and times are the service's to give
    const full = { ...o, from: account, fromClientType: 'Web', fromDeviceId: ctx.deviceId, fromNick: nick, userUpdateTime: updateTime, idClient, idServer: undefined, time: undefined }
    const wire = ctx.encode(records.message, full)
    const msg = {} as IMMessage
    /** Puts the message into a state: the app's object, from `sending` to the end. */
    const become = (status: MsgStatus, answer?: object) => {
      Object.assign(msg, read({ ...wire, 7: ctx.now(), ...answer }))
      // it may have been recalled, or read by the peer, before the answer came
      if (msg.status !== 'deleted' && (status !== 'sent' || msg.status !== 'receipt')) msg.status = status
    }
    /** What was recalled does not show again. */
    const show = () => {
      if (msg.idServer || msg.status !== 'deleted') peer.take(msg)
      return msg
    }

    become('sending')
    try {
      if (o.onSendBefore) o.onSendBefore(msg)
    } catch (e) {
      ctx.log('error', 'onSendBefore', e)
    }
    show()

    const sent = ({ raw: [answer] }: Answer) => {
      become('sent', answer)
      if (account === msg.to) ctx.ack(7, 2, msg.idServer)
      isNew(msg)
      return show()
    }
    const failed = (error: NimError, answer?: object): never => {
      become(error.code === 7101 ? 'refused' : 'sendFailed', answer)
      error.msg = show()
      throw error
    }
    // an answer after the time-out: the promise is gone, the message and its session can still become right
    const late = (answer: Answer) => void (answer.error || sent(answer))
    return ctx.call(commands[`send${part[o.scene as MsgScene]}Msg`], [full], { late }).then((answer) => (answer.error ? failed(answer.error, answer.raw[0]) : sent(answer)), failed)
  }

  const threadOf = (r: IMMessage) => {
    const thread: any = r.threadMessageInfo || {}
    const reply: any = { FromAccount: r.from, ToAccount: r.to, Time: +r.time, IdServer: r.idServer, IdClient: r.idClient }
    const out: any = {}
    for (const key in reply) {
      out['replyMsg' + key] = reply[key]
      out['threadMsg' + key] = thread.threadMsgIdServer ? thread['threadMsg' + key] : reply[key]
    }
    return out
  }

  /** The general send: checks, fills in, sends. Throws a `validateError` at once. */
  const send = (o: any): Promise<IMMessage> => {
    check(o, rules)
    const { scene, robotInfo, pushInfo, setting, replyMsg, idClient } = o
    const team = scene === 'team'
    if (robotInfo && team) check(o, 'robotInfo{account:s}')
    const full = { ...o, threadMessageInfo: replyMsg && threadOf(replyMsg) }
    if (team && pushInfo && pushInfo.needForcePush)
      full.pushInfo = { ...pushInfo, forcePushContent: pushInfo.forcePushContent || pushInfo.pushContent, forcePushIDsList: pushInfo.forcePushIDsList || '#%@all@%#' }
    const again = setting && setting.resendFlag
    if (again && !idClient) throw ctx.error(412, 'sending again needs the idClient of the message', 'formatError', { key: 'idClient', reason: 'required' })
    return deliver(full, again ? idClient : undefined)
  }

  const typed = (type: string, rule: string) => (o: SendOptions) => {
    check(o, rule)
    return send({ ...o, type })
  }

  const file = (type: string) => async (o: SendFileOptions) => {
    check(o, `scene:${scenes} to attach?{url} maxSize?:n1`)
    let attach: object | undefined = o.attach
    if (!attach) {
      const storage = ctx.peer<Uploader>('cloudStorage')
      if (!storage) throw ctx.error(400, 'nothing to upload with: install @nim/storage, or pass attach.url', 'uploadError')
      attach = await storage.upload({ ...o, type })
    }
    return send({ ...o, type, attach })
  }

  /** A message as options to send it again: without what only the service says about it. */
  const again = (o: { msg: IMMessage }, resendFlag?: boolean) => {
    const { setting, teamSpecializationInfo, ...rest } = o.msg
    return { ...rest, setting: { ...setting, isMuted: undefined, resendFlag }, teamSpecializationInfo: { ...teamSpecializationInfo, ackSnapshot: undefined } }
  }

  const api = {
    sendTextMsg: typed('text', 'body'),
    sendTipMsg: typed('tip', 'body'),
    sendGeoLocationMsg: typed('geo', 'attach{title lat:n lng:n}'),
    sendCustomMsg: typed('custom', 'attach'),
    sendMsg: send,
    sendImageMsg: file('image'),
    sendAudioMsg: file('audio'),
    sendVideoMsg: file('video'),
    sendFileMsg: file('file'),
    async resendMsg(o) {
      check(o, 'msg{idClient}')
      const { from, idClient } = o.msg
      if (from !== account) throw ctx.error(403, 'You can only resend messages that you sent: ' + idClient)
      return deliver(again(o, true), idClient)
    },
    async forwardMsg(o) {
      check(o, `msg{idClient} scene:${scenes} to`)
      return deliver({ ...again(o), scene: o.scene, to: o.to })
    },
  } satisfies Partial<MsgApi>
  return api
}
