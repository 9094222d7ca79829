import { msg } from '@nim/msg'
import { session } from '@nim/session'
import { packet } from '@nim/testkit'
import { expect, test } from 'vitest'
import { basics, createNim, outcome, show, stage, type Stage } from '../test/stage'

const token = 'T0ken-of-alice'
const body = 'B0dy-of-a-message'

/** Everything a log, a crash report or a proxy could come to see. `msg` of a failed send is the app's own message, there to be sent again. */
const seen = ({ lines, events, network }: Stage, errors: unknown[]): string[] => [
  ...lines,
  ...events.flatMap(({ args }) => args.filter((a) => a instanceof Error || a?.error instanceof Error).map((a) => show(a.error ?? a))),
  ...errors.map((e: any) => show(Object.assign(Object.create(Object.getPrototypeOf(e)), Object.getOwnPropertyDescriptors(e) && { ...e, message: e.message, stack: e.stack, msg: undefined }))),
  ...network.log.map(({ url }) => url),
]

test('neither token nor message body in logs, errors and urls, at debug, whatever goes wrong', async () => {
  for (const given of [token, () => token, async () => token]) {
    const s = stage()
    const { script, network, run, host } = s
    const nim = await s.login({ token: given, debugLevel: 'debug' }, [msg(), session({ unreadCountFilterFn: () => { throw new Error('filter') } })])
    const errors: unknown[] = []
    const send = (more: object = {}) => {
      const o = outcome(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body, ...more }))
      return async (ms = 20) => {
        await run(ms)
        if (o.error) errors.push(o.error)
      }
    }
    const text = { 0: 0, 1: 'alice', 2: 'bob', 7: '1700000000000', 8: 0, 9: body, 10: `{"text":"${body}"`, 11: 'c1', 12: 's1' }
    // sends that succeed, are refused, blocked, not answered, lost, not sent
    await send()()
    for (const code of [403, 7101, 12345]) {
      script.on('7_1', { code, r: [text] }, 1)
      await send()()
    }
    await send({ onSendBefore: () => { throw new Error('in the app') } })()
    script.on('7_1', 'silence', 1)
    await send()(9000)
    host.throws('send', 'broken', 1)
    await send()()
    for (const wrong of [{ to: 5, body }, { scene: body, to: 'bob' }, { to: 'bob', ext: { body } }, { to: 'bob', setting: body }]) {
      try {
        await nim.msg.sendTextMsg({ scene: 'p2p', body, ...wrong })
      } catch (e) {
        errors.push(e)
      }
    }
    // messages that come, whole and broken in every place
    script.push([packet('7_2', text), packet('4_9', [text]), packet('99_9', text), { ...packet('7_2', text), code: 500 }, packet('7_2', body), packet('7_2', [body]), packet('5_1', body)])
    const whole = '3:::' + JSON.stringify(packet('7_2', text))
    for (let cut = 6; cut < whole.length; cut += 3) script.raw(whole.slice(0, cut) + (cut % 2 ? '}' : ''))
    for (const junk of [body, `3:::{"a":${body}}`, `3:::${body}`, `4:::{"${body}":`, `3:::["${body}",`, `7:::${body}`]) script.raw(junk)
    await run(100)
    const pending = send()
    network.drop()
    await pending()
    // logins that fail, options that are wrong
    script.on('2_3', { code: 302 })
    await run(60_000)
    for (const wrong of [{ authType: 9 }, { account: 5 }, { lbsUrls: [] }, { token: [token] }, { linkUrl: 'http://x.test' }]) {
      try {
        createNim({ ...basics, token, ...wrong } as never)
      } catch (e) {
        errors.push(e)
      }
      try {
        nim.setOptions({ token, ...wrong } as never)
      } catch (e) {
        errors.push(e)
      }
    }
    expect(nim.status).toBe('unconnected')
    expect(errors.length).toBeGreaterThan(10)
    expect(s.lines.length).toBeGreaterThan(5)
    const all = seen(s, errors)
    for (const secret of [token, body]) {
      const cut = secret.slice(0, 6)
      expect(all.filter((line) => line.includes(cut)).map((line) => line.slice(0, 300))).toEqual([])
    }
  }
})

test('the token goes out in the login packet and nowhere else', async () => {
  const s = stage()
  const sent: string[] = []
  s.host.onSend = (data) => void sent.push(String(data))
  const nim = await s.login({ token, isFixedDeviceId: true }, [msg()])
  await s.end(nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body }))
  s.network.drop()
  await s.clock.until(() => s.count('syncdone') === 2)
  await s.end(nim.destroy())
  expect(sent.filter((text) => text.includes(token)).map((text) => JSON.parse(text.slice(4)).CID)).toEqual([3, 3])
  expect([...s.host.storage.values()].join()).not.toContain(token)
})
