// One day at the emulator, over real sockets: every event the user's document names is seen to fire.
import { node } from '@nim/core/node'
import { startEmulator, type Emulator } from '@nim/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NIM } from './index'

/** The list of the document's example, as written there. */
const eventList = [
  'logined',
  'multiPortLogin',
  'kicked',
  'willReconnect',
  'disconnect',
  'msg',
  'syncdone',
  'proxyMsg', 'syncRoamingMsgs', 'syncOfflineMsgs',
  'syncMyNameCard', 'syncdone', 'sessions', 'updateMyNameCard', 'updateBlackList', 'updateMuteList',
  'sysMsg', 'syncSysMsgs', 'syncFriend', 'friends', 'users', 'updateSystemMessages', 'sysMsgUnread', 'pushEvents',
  'msgReceipts', 'teamMsgReceipts', 'updateSession',
  'teams', 'myTeamMembers',
  'createTeam',
  'updateTeamMember',
  'updateTeam', 'addTeamMembers', 'updateTeamManagers', 'transferTeam', 'removeTeamMembers', 'dismissTeam', 'updateTeamMembersMute',
] as const // prettier-ignore

/** What its tables name besides, and what else the official client declares. */
const more = [
  ...(['broadcastMsgs', 'clearServerHistoryMsgs', 'deleteSelfMsgs', 'relations', 'multiSyncUpdateCloudSession', 'updateUserInfo'] as const),
  ...(['superTeams', 'createSuperTeam', 'addSuperTeamMembers', 'removeSuperTeamMembers', 'dismissSuperTeam', 'transferSuperTeam', 'updateSuperTeam'] as const),
  ...(['updateSuperTeamManagers', 'updateSuperTeamMember', 'updateSuperTeamMembersMute', 'mySuperTeamMembers'] as const),
]

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

interface Person {
  nim: NIM
  heard: { name: string; args: any[] }[]
  /** Waits until this event has come `n` times in all; gives its first argument. */
  wait(name: string, n?: number): Promise<any>
}

const people: Person[] = []
function person(account: string): Person {
  const nim = new NIM(
    { appkey: emulator.appkey, account, token: account + '-token', lbsUrls: [emulator.lbsUrl], linkUrl: emulator.linkUrl, platform: node() },
    { syncOptions: { broadcastMsgs: true } }
  )
  const heard: Person['heard'] = []
  const waiting = new Set<() => void>()
  for (const name of new Set([...eventList, ...more, 'error' as const]))
    nim.on(name, (...args: unknown[]) => {
      heard.push({ name, args })
      waiting.forEach((look) => look())
    })
  const p: Person = {
    nim,
    heard,
    wait: (name, n = 1) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${account} did not hear ${name} (${n}); last: ${heard.slice(-8).map((h) => h.name)}`)), 8000)
        const look = () => {
          const found = heard.filter((h) => h.name === name)[n - 1]
          if (!found) return
          clearTimeout(late)
          waiting.delete(look)
          resolve(found.args[0])
        }
        waiting.add(look)
        look()
      }),
  }
  people.push(p)
  return p
}

test('every event of the document fires in one day', async () => {
  // the day before: bob is up, alice is not
  const bob = person('bob')
  await bob.nim.connect()
  await bob.nim.msg.sendTextMsg({ scene: 'p2p', to: 'alice', body: 'are you there?' })
  await bob.nim.friend.addFriend({ account: 'alice' })
  await bob.nim.friend.applyFriend({ account: 'carol' })
  const early = emulator.createTeam({ name: 'early', owner: 'bob', members: ['alice'], beInviteMode: 'noVerify' })
  const crowd = emulator.createSuperTeam({ name: 'crowd', owner: 'bob', members: ['alice'], beInviteMode: 'noVerify' })

  // morning: alice logs in and is told what she missed
  const alice = person('alice')
  await alice.nim.connect()
  for (const name of ['logined', 'syncMyNameCard', 'relations', 'friends', 'users', 'teams', 'myTeamMembers', 'superTeams', 'mySuperTeamMembers', 'syncRoamingMsgs', 'syncOfflineMsgs', 'syncSysMsgs', 'sessions', 'syncdone']) await alice.wait(name)
  expect(alice.heard.at(-1)!.name).toBe('syncdone')

  // her second device
  const tablet = person('alice')
  await tablet.nim.connect()
  await alice.wait('multiPortLogin')
  await tablet.nim.user.updateMyNameCard({ signature: 'hello' })
  await alice.wait('updateMyNameCard')
  await tablet.nim.user.setBlack({ account: 'erin', isAdd: true })
  await alice.wait('updateBlackList')
  await tablet.nim.user.setMute({ account: 'erin', isAdd: true })
  await alice.wait('updateMuteList')
  await tablet.nim.friend.addFriend({ account: 'dave' })
  await alice.wait('syncFriend')
  const { teamId } = await tablet.nim.team.createTeam({ type: 'advanced', name: 'day', accounts: ['bob'], beInviteMode: 'noVerify', joinMode: 'noVerify' })
  await alice.wait('createTeam')

  // talk
  const carol = person('carol')
  await carol.nim.connect()
  await carol.nim.msg.sendTextMsg({ scene: 'p2p', to: 'alice', body: 'good morning' })
  const hello = await alice.wait('msg')
  await alice.wait('updateSession')
  await alice.wait('updateUserInfo')
  await alice.nim.msg.sendTextMsg({ scene: 'p2p', to: 'carol', body: 'and to you' })
  await carol.nim.msg.sendMsgReceipt({ msg: await carol.wait('msg') })
  await alice.wait('msgReceipts')
  const inTeam = await alice.nim.msg.sendTextMsg({ scene: 'team', to: teamId, body: 'read this', teamSpecializationInfo: { needACK: true } })
  await bob.wait('msg')
  await bob.nim.msg.sendTeamMsgReceipt({ teamMsgReceipts: [{ teamId, idClient: inTeam.idClient, idServer: inTeam.idServer! }] })
  await alice.wait('teamMsgReceipts')
  await tablet.nim.msg.deleteSelfMsgs({ msgs: [hello] })
  await alice.wait('deleteSelfMsgs')
  await tablet.nim.msgLog.clearHistoryMsgsFromServer({ scene: 'p2p', to: 'carol', isSyncSelf: true })
  await alice.wait('clearServerHistoryMsgs')
  await tablet.nim.cloudSession.updateCloudSession({ sessionId: 'p2p-bob', ext: 'e' })
  await alice.wait('multiSyncUpdateCloudSession')

  // friends and notices
  await carol.nim.friend.applyFriend({ account: 'alice', ps: 'it is me' })
  const asked = await alice.wait('sysMsg')
  await alice.wait('sysMsgUnread')
  await alice.nim.friend.passFriendApply({ account: 'carol', idServer: asked.idServer })
  expect(await alice.wait('updateSystemMessages')).toEqual([{ idServer: asked.idServer, from: 'carol', state: 'pass', type: 'friendRequest' }])
  expect(alice.heard.filter(({ name }) => name === 'updateSystemMessages')).toHaveLength(1)

  // the team's life
  const { team } = alice.nim
  await team.updateTeamInfo({ teamId, intro: 'all day long' })
  await alice.wait('updateTeam')
  await team.addTeamMembers({ teamId, accounts: ['carol'] })
  await alice.wait('addTeamMembers')
  await team.addTeamManagers({ teamId, accounts: ['bob'] })
  await alice.wait('updateTeamManagers')
  await team.muteTeamMember({ teamId, account: 'carol', mute: true })
  await alice.wait('updateTeamMembersMute')
  await bob.nim.team.updateMyMemberInfo({ teamId, nickInTeam: 'Bobby' })
  await alice.wait('updateTeamMember')
  await team.transferTeam({ teamId, account: 'bob', leave: false })
  await alice.wait('transferTeam')
  await bob.nim.team.removeTeamMembers({ teamId, accounts: ['carol'] })
  await alice.wait('removeTeamMembers')
  await bob.nim.team.dismissTeam({ teamId: early })
  await alice.wait('dismissTeam')

  // the super team's
  const { superTeam } = bob.nim
  await superTeam.updateSuperTeamInfo({ teamId: crowd, intro: 'many' })
  await alice.wait('updateSuperTeam')
  await superTeam.addSuperTeamMembers({ teamId: crowd, accounts: ['carol'] })
  await alice.wait('addSuperTeamMembers')
  await superTeam.addSuperTeamManagers({ teamId: crowd, accounts: ['alice'] })
  await alice.wait('updateSuperTeamManagers')
  await superTeam.muteSuperTeamMembers({ teamId: crowd, accounts: ['carol'], mute: true })
  await alice.wait('updateSuperTeamMembersMute')
  await superTeam.updateMyMemberInfo({ teamId: crowd, nickInTeam: 'B' })
  await alice.wait('updateSuperTeamMember')
  await superTeam.removeSuperTeamMembers({ teamId: crowd, accounts: ['carol'] })
  await alice.wait('removeSuperTeamMembers')
  await superTeam.transferSuperTeam({ teamId: crowd, account: 'alice', leave: false })
  await alice.wait('transferSuperTeam')
  emulator.dismissSuperTeam(crowd)
  await alice.wait('dismissSuperTeam')
  emulator.createSuperTeam({ name: 'her own', owner: 'alice', members: ['bob'] })
  await alice.wait('createSuperTeam')

  // presence, the app's own server, broadcasts
  await alice.nim.event.subscribeEvent({ type: 1, accounts: ['carol'], subscribeTime: 3600, sync: true })
  await carol.nim.disconnect()
  await alice.wait('pushEvents')
  emulator.passThrough('alice', { from: 'server', body: '{}' })
  await alice.wait('proxyMsg')
  emulator.broadcast({ body: 'maintenance tonight', from: 'server' })
  await alice.wait('broadcastMsgs')

  // the evening: a tunnel, and the end
  emulator.drop('alice')
  await alice.wait('disconnect')
  await alice.wait('willReconnect')
  await alice.wait('syncdone', 2)
  emulator.kick('alice')
  await alice.wait('kicked')

  const fired = new Set(alice.heard.map(({ name }) => name))
  expect([...eventList, ...more].filter((name) => !fired.has(name))).toEqual([])
  expect(people.flatMap(({ heard }) => heard.filter(({ name }) => name === 'error'))).toEqual([])
  await Promise.all(people.map(({ nim }) => nim.destroy()))
}, 60_000)
