import { createNim } from '@nim/core'
import { node } from '@nim/core/node'
import { friend } from '@nim/friends'
import { msg } from '@nim/msg'

/**
 * One message of the conversation a newcomer finds.
 * @typedef {{ from: string, to: string, body: string, minutesAgo: number }} Line
 */

const day = 1440

/** @type {Line[]} */
export const conversation = [
  { from: 'bob', to: 'alice', body: 'Alice，SDK 接好了吗？', minutesAgo: day + 95 },
  { from: 'alice', to: 'bob', body: '接好了，三行代码就登录上了 😄', minutesAgo: day + 94 },
  { from: 'bob', to: 'alice', body: '厉害，明天演示给我看', minutesAgo: day + 93 },
  { from: 'carol', to: 'alice', body: '周五的评审改到下午三点', minutesAgo: 42 },
  { from: 'carol', to: 'alice', body: 'See you there ☕', minutesAgo: 41 },
  { from: 'alice', to: 'bob', body: '来了！左边是我，右边是你，随便哪边打字都行', minutesAgo: 3 },
  { from: 'bob', to: 'alice', body: 'Type on either side: it goes through the real protocol, to the emulator and back.', minutesAgo: 2 },
  { from: 'alice', to: 'bob', body: '长按消息可以撤回。断网再连上，一条也不会少。\nHold a message to recall it. Go offline and back: nothing is lost 👇', minutesAgo: 1 },
]

/**
 * A friend request a newcomer finds.
 * @typedef {{ from: string, to: string, ps: string }} Request
 */

/** @type {[string, string][]} */
export const friends = [
  ['alice', 'bob'],
  ['alice', 'carol'],
  ['bob', 'carol'],
]

/** @type {Request[]} */
export const requests = [{ from: 'dave', to: 'alice', ps: '我是 Dave，一起做小程序吧 / Hi, it’s Dave' }]

/**
 * Sends the lines through the service, each at its time.
 * @param {{ appkey: string, server: string, tokens: Map<string, string>, lines: Line[], requests: Request[], travel: (minutesAgo: number) => void }} options
 */
export async function seed({ appkey, server, tokens, lines, requests, travel }) {
  /** @param {string} account */
  const login = async (account) => {
    const nim = createNim({ appkey, account, token: tokens.get(account) ?? '', lbsUrls: [`http://${server}/lbs/webconf.jsp`], linkUrl: server, platform: node(), plugins: [msg(), friend()] })
    await nim.connect()
    return nim
  }
  /** @type {Map<string, Awaited<ReturnType<typeof login>>>} */
  const clients = new Map()
  /** @param {string} account */
  const client = async (account) => {
    const nim = clients.get(account) ?? (await login(account))
    clients.set(account, nim)
    return nim
  }
  for (const { from, to, body, minutesAgo } of lines) {
    travel(minutesAgo)
    await (await client(from)).msg.sendTextMsg({ scene: 'p2p', to, body })
  }
  travel(0)
  for (const { from, to, ps } of requests) await (await client(from)).friend.applyFriend({ account: to, ps })
  await Promise.all([...clients.values()].map((nim) => nim.destroy()))
}
