import { loss } from '../differences/connection'
import { room } from '../scenario'
import type { Stage } from '../stage'

const back = (t: Stage, logins: number) => t.until('back', () => t.script.count('2_3') >= logins && t.nim.status === 'logined')

export const connecting = room('connect', {}, [
  ['login, sync, syncdone', async (t) => {
    t.make()
    t.note('status', t.nim.status)
    await t.do('connect')
    t.note('status', t.nim.status)
    await t.do('disconnect')
    t.note('status', t.nim.status)
  }],
  ['connect() twice at once', async (t) => {
    t.make()
    void t.start('connect')
    void t.start('connect')
    await t.run(100)
  }],
  ['connect() while connecting', async (t) => {
    t.script.greeting = undefined
    t.make()
    void t.start('connect')
    await t.clock.run(20)
    void t.start('connect')
    t.script.raw('1::')
    await t.run(100)
  }],
  ['connect() when logged in, and a loss afterwards', async (t) => {
    await t.login()
    await t.do('connect')
    t.network.drop()
    await t.run(20000)
    t.note('status', t.nim.status)
  }],
  ['connect() in a disconnect listener', { differs: ['D05-disconnect-error', 'D07-status-first'] }, async (t) => {
    const nim = await t.login()
    nim.on('disconnect', () => void t.start('connect'))
    t.network.drop()
    await t.run(30000)
    t.note('status', t.nim.status)
  }],
  ['syncOptions', async (t) => {
    await t.login({}, { syncOptions: { roamingMsgs: false, broadcastMsgs: true, stickTopSessions: true, donnop: true, friends: null, nothing: true } })
  }],
  ['no sync at all', async (t) => {
    const keys = ['myInfo', 'offlineMsgs', 'teams', 'roamingMsgs', 'relations', 'friends', 'friendUsers', 'msgReceipts', 'myTeamMembers', 'recallMsg', 'sessionAck', 'avSignal', 'superTeams', 'mySuperTeamMembers', 'superTeamRoamingMsgs', 'deleteSuperTeamMsg', 'superTeamSessionAck', 'deleteSelfMsgs', 'sessionHistoryMsgsDelete']
    await t.login({}, { syncOptions: Object.fromEntries(keys.map((k) => [k, false])) })
  }],
  ['two clients, one after the other', async (t) => {
    await t.login()
    await t.do('destroy')
    await t.login({ account: 'bob' })
    await t.do('destroy')
    t.note('sockets', t.network.peak)
  }],
  ['two clients at once', { differs: loss }, async (t) => {
    const first = await t.login()
    await t.login({ account: 'bob' })
    t.host.online(false)
    await t.run(10)
    t.note('first', first.status)
  }],
])

const hosts = (['my', 'swan', 'tt'] as const).map((host) =>
  room('host', { host }, [
    [host, async (t) => {
      await t.login()
      await t.run(500)
      t.host.online(true, '4g')
      await t.clock.run(100)
      await t.do('destroy')
      await t.run(500)
      t.note('listeners', t.host.listeners('NetworkStatusChange'))
    }],
    [host + ', after a loss', { differs: loss }, async (t) => {
      await t.login()
      t.network.drop()
      await back(t, 2)
      await t.clock.run(500)
    }],
  ])
)
export const flavours = hosts.flat()
