// The files as they are published, where only a mini-program's things exist.
import { startEmulator } from '@nim/emulator'
import { createHost, createClock, createNetwork, createScript, loadInSandbox, loopback, realClock } from '@nim/testkit'
import { parse } from 'acorn'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { built, modules, plugins } from './files'

test.each(['core', ...plugins, 'sdk'])('%s is ES2018: WeChat’s npm build parses no more', (name) => {
  expect(() => parse(readFileSync(built(name), 'utf8'), { ecmaVersion: 2018, sourceType: 'script' })).not.toThrow()
})

test('the document’s example logs in and reaches syncdone, with only the import changed', async () => {
  const emulator = await startEmulator()
  const clock = realClock()
  const host = createHost('wx', { clock, network: loopback(emulator.url) })
  const lines: unknown[][] = []
  const NIMSDK = loadInSandbox(built('sdk'), { host, console: (_, args) => lines.push(args) })
  expect(typeof NIMSDK).toBe('function')
  const heard: string[] = []
  try {
    const nim = NIMSDK.getInstance({
      appkey: emulator.appkey,
      account: 'alice',
      token: 'alice-token',
      debugLevel: 'debug',
      lbsUrls: ['https://lbs.netease.im/lbs/wxwebconf.jsp'],
      linkUrl: 'wlnimsc0.netease.im',
    })
    const eventList = [
      ...['logined', 'multiPortLogin', 'kicked', 'willReconnect', 'disconnect', 'msg', 'syncdone'],
      ...['proxyMsg', 'syncRoamingMsgs', 'syncOfflineMsgs', 'syncMyNameCard', 'syncdone', 'sessions', 'updateMyNameCard', 'updateBlackList', 'updateMuteList'],
      ...['sysMsg', 'syncSysMsgs', 'syncFriend', 'friends', 'users', 'updateSystemMessages', 'sysMsgUnread', 'pushEvents', 'msgReceipts', 'teamMsgReceipts', 'updateSession', 'teams', 'myTeamMembers'],
      ...['createTeam', 'updateTeamMember', 'updateTeam', 'addTeamMembers', 'updateTeamManagers', 'transferTeam', 'removeTeamMembers', 'dismissTeam', 'updateTeamMembersMute'],
    ]
    eventList.forEach((key) => {
      nim.on(key, (res: unknown) => {
        heard.push(key)
        if (res) JSON.parse(JSON.stringify(res))
      })
    })
    await nim.connect()
    expect(heard[0]).toBe('logined')
    expect(heard.slice(-2)).toEqual(['syncdone', 'syncdone'])
    expect(JSON.stringify(lines)).not.toContain('alice-token')
    await nim.destroy()
  } finally {
    await emulator.close()
  }
})

test('core alone loads and logs in where only wx, timers and a console exist', async () => {
  const clock = createClock()
  const script = createScript()
  const host = createHost('wx', { clock, network: createNetwork(clock, script) })
  const { createNim } = loadInSandbox(built('core'), { host, modules })
  const nim = createNim({ appkey: 'k', account: 'alice', token: 't', lbsUrls: ['https://lbs.test/lbs'], linkUrl: 'link.test' })
  let done = false
  nim.connect().then(() => (done = true))
  await clock.until(() => done)
  expect(nim.status).toBe('logined')
  expect(host.errors).toEqual([])
})
