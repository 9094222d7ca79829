// One right call of every method that asks the service: found on the client itself, all with one object of options.
import { serviceTime } from '@nim/testkit'

const message = { idClient: 'client-1', idServer: '1001', scene: 'p2p', from: 'bob', to: 'alice', target: 'bob', flow: 'in', time: serviceTime, type: 'text', sessionId: 'p2p-bob', status: 'unread' }
const receipt = { teamId: '100', idClient: 'client-1', idServer: '1001' }

/** What all methods take, as far as they name it alike; `text` is what people write. */
const common = (text: string) => ({
  scene: 'p2p', to: 'bob', body: text, ext: text, ps: text, name: text, intro: text, announcement: text, nickInTeam: text, alias: text, nick: text, keyword: text, attachExt: text, path: '/path', pushInfo: { pushContent: text, pushPayload: JSON.stringify({ text }) },
  id: 'p2p-bob', ids: ['p2p-bob', 'team-100', 'superTeam-900'], sessionId: 'p2p-bob', sessionIdList: ['p2p-bob', 'superTeam-9'],
  msg: { ...message, body: text, ext: text }, msgs: [{ ...message, body: text }], reqMsgs: [{ scene: 'p2p', from: 'bob', to: 'alice', idServer: '1001', time: serviceTime }],
  threadMsgFromAccount: 'bob', threadMsgToAccount: 'alice', threadMsgIdServer: '1001', threadMsgTime: serviceTime, teamMsgReceipts: [receipt], teamMsgReceipt: receipt,
  teamId: '100', teamIds: ['100', '200'], account: 'bob', accounts: ['bob', 'carol2'], from: 'bob', mute: true, leave: false, isAdd: true, delAlias: true, joinMode: 'needVerify', bitConfigMask: 1,
  type: 1, value: 1, channelId: '77', toAccid: 'bob', fromAccid: 'bob', requestId: 'r', chatroomId: '5', deviceIds: ['d'], idServers: ['1001'], isSyncToServer: true,
})

/** Where a name means something else. */
const own = (path: string, text: string): object => {
  if (/GeoLocation/.test(path)) return { attach: { title: text, lat: 1, lng: 2 } }
  if (/sendCustomMsg|sendCustomSysMsg/.test(path)) return { attach: text, type: 'customP2p' }
  const file = /send(Image|Audio|Video|File)Msg/.exec(path)
  if (file) return { type: file[1]!.toLowerCase(), attach: { url: 'https://nos.test/a', name: text } }
  if (/sendMsg$/.test(path)) return { type: 'text' }
  if (/recallMsg|resendMsg/.test(path)) return { msg: { ...message, from: 'alice', to: 'bob', body: text, status: 'sendFailed', idClient: 'client-9' } }
  if (/sendMsgReceipt/.test(path)) return {}
  if (/create(Super)?Team$/.test(path)) return { type: 'advanced', level: 50 }
  if (/uploadFile/.test(path)) return { type: 'file', filePath: 'wxfile://tmp/a.txt' }
  if (/getFileToken/.test(path)) return { type: 2 }
  if (/History|Thread|fts|clearHistory/.test(path)) return { type: undefined, from: undefined, limit: 10 }
  return {}
}

/** They take no options. */
const plain: Record<string, unknown> = { 'cloudStorage.getOriginUrl': 'https://nos.test/s/short', 'cloudStorage.getPrivateUrl': 'https://nos.test/a/b' }
/** Not asked of the service, or an emitter's. */
const others = /^(cloudStorage\.(setOptions|config)|signaling\.(on|once|off|emit|addListener|removeListener|removeAllListeners|listeners|listenerCount|eventNames|fault|heard))$|^(connect|disconnect|destroy|setOptions|install|on|once|off|emit)$/

/** Every method of a client of this kind: its path and arguments. Names of one or two letters are inner ones, shortened. */
export function callsOf(nim: any, text = 'text'): [path: string, args: unknown][] {
  const paths = Object.keys(nim).flatMap((part) => (typeof nim[part] === 'function' ? [part] : nim[part] && typeof nim[part] === 'object' ? Object.keys(nim[part]).filter((name) => typeof nim[part][name] === 'function').map((name) => `${part}.${name}`) : []))
  return paths.filter((path) => !others.test(path) && !/^(otherOptions|options|_)|(^|\.)\w{1,2}$/.test(path)).map((path) => [path, path in plain ? plain[path] : { ...common(text), ...own(path, text) }])
}

/** Makes a call; what is thrown at once becomes a rejection. */
export async function make(nim: any, path: string, args: unknown): Promise<unknown> {
  const names = path.split('.')
  const name = names.pop()!
  return names.reduce((at, n) => at[n], nim)[name](args)
}
