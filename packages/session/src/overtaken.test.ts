import { packet, serviceTime } from '@nim/testkit'
import { expect, test } from 'vitest'
import { outcome, stage } from '../../core/test/stage'
import { session } from './index'

const text = (n: number) => ({ 0: '0', 1: 'alice', 2: 'bob', 7: String(serviceTime + n), 8: '0', 9: 'text ' + n, 11: 'client-' + n, 12: String(1000 + n) })

const withMessage = async () => {
  const s = stage()
  const nim = await s.login({}, [session()])
  s.script.push(packet('7_2', text(1)))
  await s.run(20)
  const kept = () => nim.session.getSession({ id: 'p2p-bob' })
  return { ...s, s, nim, kept }
}
const marks = (s: { script: { received: { id: string; q: unknown[] }[] } }) => s.script.received.filter(({ id }) => id === '7_16' || id === '7_25').map(({ id, q }) => [id, JSON.stringify(q)])

test('a mark that the loss left without answer is sent again after the next sync, and no more', async () => {
  const { s, nim, kept, script, network } = await withMessage()
  script.on('7_16', 'silence')
  const mark = outcome(nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))
  await s.run(10)
  network.drop()
  await s.run(10)
  expect([mark.state, mark.error?.code, kept().unread]).toEqual(['rejected', 415, 1])
  await s.run(1000)
  expect(marks(s)).toEqual([
    ['7_16', `[0,"bob",${serviceTime + 1}]`],
    ['7_25', `[[{"t":"Property","v":{"1":0,"2":"bob","3":${serviceTime + 1}}}]]`],
  ])
  expect([kept().unread, kept().ack]).toEqual([0, serviceTime + 1])
  network.drop()
  await s.run(1000)
  expect(marks(s)).toHaveLength(2)
})

test('after a timeout it is sent again at once; a refusal ends it', async () => {
  const { s, nim, kept, script } = await withMessage()
  script.on('7_16', 'silence')
  script.on('7_25', 'silence', 1)
  const mark = outcome(nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))
  await s.run(8100)
  expect([mark.error?.code, marks(s).length]).toEqual([408, 2])
  script.on('7_25', { code: 403 }, 1)
  await s.run(30_000)
  expect([kept().unread, marks(s).length]).toEqual([1, 3])
})

test('another device read further meanwhile: nothing is sent again', async () => {
  const { s, nim, script, network } = await withMessage()
  script.on('7_16', 'silence')
  const mark = outcome(nim.session.resetSessionUnreadCount({ id: 'p2p-bob' }))
  script.sync = [packet('4_14', { bob: String(serviceTime + 5) }, { m_map: {} }, serviceTime)]
  network.drop()
  await s.run(1000)
  expect([mark.state, marks(s).length]).toEqual(['rejected', 0])
})

test('a recall that comes before the answer of the send', async () => {
  const { s, nim, kept, script, clock } = await withMessage()
  script.on('7_1', async (c) => {
    const { 11: idClient } = c.q[0] as Record<string, string>
    script.push(packet('7_14', { 0: String(serviceTime + 3), 1: '7', 2: 'bob', 3: 'alice', 6: '77', 10: idClient, 11: '1002', 14: String(serviceTime + 2) }))
    return { r: [{ 7: String(serviceTime + 2), 11: idClient, 12: '1002' }] }
  })
  const sent = outcome(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'oh' }))
  await clock.run(50)
  expect([sent.state, sent.value?.status, kept().lastMsg]).toEqual(['resolved', 'deleted', null])
  expect(s.count('error')).toBe(0)
})

test('a receipt, or a clearing, that comes before the answer', async () => {
  const { nim, kept, script, clock } = await withMessage()
  const answer = (n: number, first: ReturnType<typeof packet>) =>
    script.on('7_1', (c) => {
      script.push(first)
      return { r: [{ 7: String(serviceTime + n), 11: (c.q[0] as Record<string, string>)[11], 12: String(2000 + n) }] }
    })
  answer(2, packet('7_12', { 1: 'alice', 2: 'bob', 7: String(serviceTime + 2), 11: 'x' }))
  const read = outcome(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'read' }))
  await clock.run(50)
  expect([read.value?.status, kept().lastMsg.status]).toEqual(['receipt', 'receipt'])
  answer(4, packet('7_118', { 0: '1', 1: 'bob', 5: 'alice', 6: String(serviceTime + 4) }))
  void outcome(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'cleared' }))
  await clock.run(50)
  expect(kept().lastMsg).toBeNull()
})

test('the time of an unsent message, which is the phone’s own, does not stay', async () => {
  const s = stage()
  const nim = s.make({}, [session()])
  void outcome(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'too early' }))
  await s.run(1)
  s.script.sync = [packet('4_9', [text(1)])]
  void outcome(nim.connect())
  await s.run(50)
  const { updateTime, lastMsg } = nim.session.getSession({ id: 'p2p-bob' })
  expect([updateTime, lastMsg.body]).toEqual([serviceTime + 1, 'text 1'])
})
