import { createNim } from '@nim/core'
import { node } from '@nim/core/node'
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
 * Sends the lines through the service, each at its time.
 * @param {{ appkey: string, server: string, tokens: Map<string, string>, lines: Line[], travel: (minutesAgo: number) => void }} options
 */
export async function seed({ appkey, server, tokens, lines, travel }) {
  const clients = new Map()
  for (const { from, to, body, minutesAgo } of lines) {
    travel(minutesAgo)
    let nim = clients.get(from)
    if (!nim) {
      nim = createNim({ appkey, account: from, token: tokens.get(from) ?? '', lbsUrls: [`http://${server}/lbs/webconf.jsp`], linkUrl: server, platform: node(), plugins: [msg()] })
      await nim.connect()
      clients.set(from, nim)
    }
    await nim.msg.sendTextMsg({ scene: 'p2p', to, body })
  }
  travel(0)
  await Promise.all([...clients.values()].map((nim) => nim.destroy()))
}
