import { packet } from '@nim/testkit'
import { accept, at, notice, own as ownText, text, toSuperTeam, toTeam, type Tagged } from '../records'
import { room } from '../scenario'
import type { Stage } from '../stage'
import { again, card, loss, mate, needs, odd, tagsAsked } from './friends'

export const cards = room('cards', { needs }, [
  ['of friends, in every spelling', { differs: ['D93-card-values', 'D45-unknown-words', 'D95-signature'] }, async (t) => {
    t.script.sync = [packet('12_6', odd.map((v, n) => card('user ' + n, n, { 5: v, 6: v, 13: v })), at(1))]
    await t.login()
  }],
  ['of oneself, changed elsewhere', async (t) => {
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    await t.login()
    await t.push('3_110', { 1: 'alice', 3: 'Alicia', 13: at(20) })
    await t.push('3_110', card('alice', 30))
    await t.push('3_110', {})
    await t.push('3_110')
    await t.do('user.updateMyNameCard', {})
  }],
  ['of oneself, changed elsewhere before it was known', async (t) => {
    await t.login()
    await t.push('3_110', { 1: 'alice', 3: 'Alicia', 13: at(20) })
    await t.do('user.updateMyNameCard', {})
  }],
  ['asked for', async (t) => {
    t.script.on('3_7', { r: [[card('bob', 1), card('carol', 2, { 6: '2' }), card('dave', 3, { 6: '0' }), { 1: 'erin' }]] })
    await t.login()
    await t.do('user.getUsersNameCardFromServer', { accounts: ['bob', 'carol', 'dave', 'erin'] })
    await t.do('user.getUsersNameCardFromServer', { accounts: Array(150).fill('bob') })
  }],
  ['genders in every spelling', { differs: ['D93-card-values', 'D45-unknown-words'] }, async (t) => {
    t.script.on('3_7', { r: [odd.map((v, n) => ({ 1: 'user ' + n, 6: v }))] })
    await t.login()
    await t.do('user.getUsersNameCardFromServer', { accounts: ['bob'] })
  }],
  ['times in every spelling', { differs: ['D38-no-nan'] }, async (t) => {
    t.script.on('3_7', { r: [odd.map((v, n) => ({ 1: 'user ' + n, 12: v, 13: v }))] })
    t.script.on('12_4', { r: [odd.map((v, n) => mate('user ' + n, n, { 5: v, 6: v, 7: v, 9: v, 11: v, 12: v })), at(1)] })
    await t.login()
    await t.do('user.getUsersNameCardFromServer', { accounts: ['bob'] })
    await t.do('friend.getFriends')
  }],
])

export const own = room('own card', { needs }, [
  ['written in full, in part, in nothing', async (t) => {
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('user.updateMyNameCard', { nick: 'A', avatar: 'B', signature: 'C', gender: 'female', email: 'D', birth: 'E', tel: 'F', ext: 'G' })
    await t.do('user.updateMyNameCard', { nick: '' })
    await t.do('user.updateMyNameCard', { gender: 'unknown' })
    await t.do('user.updateMyNameCard', {})
  }],
  ['written with what is no part of it', async (t) => {
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('user.updateMyNameCard', { account: 'bob', createTime: 1, updateTime: 2, foo: 3 })
    await t.do('user.updateMyNameCard', { nick: 'A', account: 'bob', createTime: 1, updateTime: 2, foo: 3 })
  }],
  ['written before it was known', async (t) => {
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('user.updateMyNameCard', {})
    await t.do('user.updateMyNameCard', { nick: 'A' })
  }],
  ['its time is asked for in the next sync', { differs: loss }, async (t) => {
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('user.updateMyNameCard', { nick: 'A' })
    await again(t)
    tagsAsked(t)
  }],
  ['goes with messages', async (t) => {
    accept(t)
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'hello' })
    await t.push('3_110', { 1: 'alice', 3: 'Alicia', 13: at(20) })
    await t.do('msg.sendTextMsg', { scene: 'team', to: '100', body: 'hello' })
  }],
  ['goes with messages, after it was written', async (t) => {
    accept(t)
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    t.script.on('3_10', { r: [at(50)] })
    await t.login()
    await t.do('user.updateMyNameCard', { nick: 'A' })
    await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'hello' })
  }],
  ['methods that do nothing any more', async (t) => {
    await t.login()
    await t.do('user.updatePushToken', {})
    await t.do('user.updateAppBackground', { isBackground: true })
  }],
  ['what an app does to it', async (t) => {
    accept(t)
    t.script.sync = [packet('3_109', card('alice', 1), at(10))]
    const nim = t.make()
    nim.on('syncMyNameCard', (mine) => (mine.nick = 'spoiled'))
    await t.do('connect')
    await t.do('user.updateMyNameCard', {})
    await t.do('msg.sendTextMsg', { scene: 'p2p', to: 'bob', body: 'hello' })
  }],
])

/** The service has these cards. */
const have = (t: Stage, ...rows: Tagged[]) => t.script.on('3_7', ({ q }) => ({ r: [rows.filter((row) => (q[0] as string[]).includes(String(row[1])))] }))

export const refresh = room('card refresh', { needs }, [
  ['of a new sender, and of one whose card changed', async (t) => {
    have(t, card('bob', 1))
    await t.login()
    await t.push('7_2', text(1))
    await t.push('7_2', text(2, { 14: at(1) }))
    have(t, card('bob', 50, { 3: 'Bobby' }))
    await t.push('7_2', text(3, { 14: at(50) }))
    await t.push('7_2', text(4, { 14: at(50) }))
    await t.push('7_2', text(5, { 14: at(40) }))
  }],
  ['in every scene', async (t) => {
    have(t, card('bob', 1), card('carol', 1), card('dave', 1))
    await t.login()
    await t.push('7_2', text(1))
    await t.push('8_3', toTeam(2, { 2: 'carol' }))
    await t.push('21_3', toSuperTeam(3, { 2: 'dave' }))
  }],
  ['not for messages of oneself, notifications, offline and roaming ones', async (t) => {
    t.script.sync = [packet('4_9', [text(1)]), packet('4_4', [text(2, { 2: 'carol' })])]
    await t.login()
    await t.push('7_101', ownText(3))
    await t.push('8_3', notice(4, 3, { tinfo: { 1: '100' } }))
    await t.push('7_101', text(6, { 2: 'dave', 8: '5' }))
  }],
  ['several messages in one packet', async (t) => {
    have(t, card('bob', 1), card('carol', 1))
    await t.login()
    await t.push('8_4', [toTeam(1), toTeam(2, { 2: 'carol' })])
  }],
  ['a burst', async (t) => {
    have(t, card('bob', 1), card('carol', 1))
    await t.login()
    t.script.push([1, 2, 3].flatMap((n) => [packet('7_2', text(n)), packet('7_2', text(n + 10, { 2: 'carol' }))]))
    await t.run(50)
  }],
  ['of somebody the service does not know', async (t) => {
    have(t)
    await t.login()
    for (const n of [1, 2, 3]) await t.push('7_2', text(n))
  }],
  ['of a card that never becomes as new as announced', async (t) => {
    have(t, card('bob', 1))
    await t.login()
    for (const n of [1, 2, 3]) await t.push('7_2', text(n, { 14: at(50) }))
  }],
  ['refused', async (t) => {
    t.script.on('3_7', { code: 500 })
    await t.login()
    await t.push('7_2', text(1))
    have(t, card('bob', 1))
    await t.push('7_2', text(2))
  }],
])
