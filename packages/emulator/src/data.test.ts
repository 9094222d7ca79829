import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSeedFile, startEmulator, type Emulator, type Entry, type State } from './index'
import { byte, long, login, longs, properties, property, string, strings, text } from './probe'

let data: string
let emulator: Emulator

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'nim-emulator-'))
  emulator = await startEmulator({ data })
})
afterEach(async () => {
  await emulator.close()
  rmSync(data, { recursive: true, force: true })
})

const again = async () => {
  await emulator.close()
  emulator = await startEmulator({ data })
}

/** All but the clock, which jumps ahead at every start. */
const things = ({ entries }: State): Entry[] => entries.filter(({ table }) => table !== 'meta')

/** Something of everything. */
async function live(): Promise<{ team: string; superTeam: string }> {
  const [alice, bob] = [await login(emulator, 'alice'), await login(emulator, 'bob')]
  const team = emulator.createTeam({ name: 'T', owner: 'alice', members: ['bob', 'carol'] })
  const superTeam = emulator.createSuperTeam({ name: 'S', owner: 'alice', members: ['bob'] })
  const { r } = await alice.call('7_1', [text('bob', 'one')])
  await alice.call('7_1', [text('bob', 'two')])
  await alice.call('7_1', [text('dave', 'you are away')])
  const ack = await alice.call('8_2', [property({ 0: 1, 1: team, 8: 0, 9: 'read me', 11: 'c-ack', 26: 1 })])
  await bob.call('8_28', [properties([{ 0: team, 1: ack.r[0][12] }])])
  await bob.call('7_11', [property({ 1: 'alice', 7: r[0][7], 11: r[0][11] })])
  await bob.call('7_16', [byte(0), string('alice'), long(r[0][7])])
  await alice.call('7_13', [property({ 1: 7, 11: r[0][12] })])
  await bob.call('7_24', [properties([{ 1: 2, 3: team, 4: ack.r[0][12] }])])
  await bob.call('7_18', [property({ 0: 1, 1: 'alice', 2: 1, 4: 1 })])
  await alice.call('12_1', [string('bob'), byte(1), string('')])
  await alice.call('12_3', [property({ 4: 'bob', 8: 'Bobby' })])
  await alice.call('3_3', [string('erin'), string('true')])
  await alice.call('3_10', [property({ 3: 'Alicia' })])
  await alice.call('8_16', [long(team), strings(['bob'])])
  await alice.call('8_25', [long(team), string('carol'), byte(1)])
  await alice.call('23_12', [property({ 1: 'p2p|bob', 2: 'e' })])
  await alice.call('7_21', [property({ 1: 'p2p|bob', 3: 'cloud' })])
  await alice.call('14_3', [property({ 1: 1, 2: 600, 3: 1 }), strings(['bob'])])
  await bob.call('14_1', [property({ 1: 1, 2: 10_001, 3: 'e-1', 4: 'hello', 5: 600 })])
  bob.post('4_5', [byte(7), byte(2), longs([r[0][12]])])
  emulator.broadcast({ body: 'all', offline: true })
  emulator.mute('frank', true)
  emulator.block('erin')
  alice.close()
  await Promise.all([alice.closed, bob.waiting()])
  return { team, superTeam }
}

describe('a data directory', () => {
  it('holds everything when the service comes back', async () => {
    await live()
    await emulator.settled()
    emulator.drop('bob')
    const before = things(emulator.exportState())
    expect(new Set(before.map(({ table }) => table))).toEqual(
      new Set('account broadcast clear delete event friend member message recall relation stickTop subscription superMember superTeam team view visit waiting'.split(' '))
    )
    await again()
    expect(things(emulator.exportState())).toEqual(before)
  })

  it('serves what it held', async () => {
    const { team, superTeam } = await live()
    await again()
    expect(emulator.accounts.get('erin')).toMatchObject({ blocked: true })
    const dave = await login(emulator, 'dave')
    const sync = await dave.sync(2, 7, 20)
    expect(sync.get('4_4')![0]![0]).toMatchObject([{ 9: 'you are away', 2: 'alice' }])
    expect(sync.get('4_16')![0]![0]).toMatchObject([{ 5: 'all' }])
    const bob = await login(emulator, 'bob')
    expect((await bob.call('8_9', [long(team)])).r[0]).toMatchObject({ 3: 'T', 5: 'alice', 9: '3' })
    expect((await bob.call('21_9', [long(superTeam)])).r[0]).toMatchObject({ 3: 'S' })
    const alice = await login(emulator, 'alice')
    expect((await alice.call('12_4', [long(0)])).r[0]).toMatchObject([{ 4: 'bob', 8: 'Bobby' }])
    // a repeated send finds what it stored before, and new ids go on behind the old ones
    const [old, fresh] = [await alice.call('7_1', [text('bob', 'two')]), await alice.call('7_1', [text('bob', 'three')])]
    const page = await alice.call('7_6', [string('bob'), long(0), long(0), long(0), { t: 'int', v: 10 }, { t: 'bool', v: 'false' }])
    expect(page.r[0].map((m: Record<number, string>) => m[9])).toEqual(['three', 'two'])
    expect(Number(fresh.r[0][12])).toBeGreaterThan(Number(old.r[0][12]))
  })

  it('belongs to one service at a time', async () => {
    await expect(startEmulator({ data })).rejects.toThrow(`in use by process ${process.pid}`)
  })

  it('is free again when the service cannot start', async () => {
    const own = join(data, 'own')
    await expect(startEmulator({ data: own, port: emulator.port })).rejects.toThrow('EADDRINUSE')
    await (await startEmulator({ data: own })).close()
  })

  it('takes nothing from a client that could not be read again', async () => {
    const alice = await login(emulator, 'alice')
    for (const peer of ['', 'a\nb', '\u0000', '|', 'x'.repeat(65), 'x'.repeat(3000)]) expect((await alice.call('7_16', [byte(0), string(peer), long(5)])).code).toBe(414)
    for (const scene of ['constructor', 'toString', '__proto__']) expect((await alice.call('7_16', [byte(scene), string('bob'), long(5)])).code).toBe(414)
    await again()
    expect((await (await login(emulator, 'alice')).call('1_2')).code).toBe(200)
  })

  it('keeps changes of maps and sets inside of records', async () => {
    const team = emulator.createTeam({ name: 'T', owner: 'alice', joinMode: 'needVerify' })
    const bob = await login(emulator, 'bob')
    expect((await bob.call('8_13', [long(team), string('let me in')])).code).toBe(808)
    await again()
    const alice = await login(emulator, 'alice')
    expect((await alice.call('8_14', [long(team), string('bob')])).code).toBe(200)
  })
})

describe('a seed', () => {
  const seed = { accounts: [{ account: 'zoe', token: 'z' }, { account: 'yan', token: 'y' }], friends: [['zoe', 'yan']] as const, teams: [{ name: 'T', owner: 'zoe', members: ['yan'] }], superTeams: [{ name: 'S', owner: 'yan' }] }

  it('is planted once', async () => {
    const own = join(data, 'own')
    for (let times = 2; times > 0; times--) {
      const seeded = await startEmulator({ data: own, seed })
      try {
        expect(seeded.accounts.list().map(({ account }) => account)).toHaveLength(2)
        const zoe = await login(seeded, 'zoe')
        expect((await zoe.call('12_4', [long(0)])).r[0]).toMatchObject([{ 4: 'yan' }])
        expect((await zoe.call('8_10', [long(0)])).r[0]).toMatchObject([{ 3: 'T', 9: '2' }])
      } finally {
        await seeded.close()
      }
    }
  })

  it('comes from a file, as an exported state may', () => {
    const file = join(data, 'seed.json')
    writeFileSync(file, JSON.stringify(seed))
    expect(readSeedFile(file)).toEqual({ seed })
    writeFileSync(file, JSON.stringify(emulator.exportState()))
    expect(readSeedFile(file).state?.format).toBe('nim-emulator')
    writeFileSync(file, '[]')
    expect(() => readSeedFile(file)).toThrow('holds no JSON object')
  })

  it('is refused when it names strangers', async () => {
    const own = join(data, 'own')
    await expect(startEmulator({ data: own, seed: { friends: [['alice', 'nobody']] } })).rejects.toThrow('no account nobody')
    await (await startEmulator({ data: own })).close() // it is free, and nothing of it was kept
  })
})

describe('the whole state', () => {
  it('moves to another service', async () => {
    await live()
    emulator.drop('bob')
    const state = emulator.exportState()
    const other = await startEmulator({ state: JSON.parse(JSON.stringify(state)) as State })
    try {
      expect(things(other.exportState())).toEqual(things(state))
      await login(other, 'alice')
    } finally {
      await other.close()
    }
  })

  it('replaces another one, also in the data directory', async () => {
    const { entries: empty } = emulator.exportState()
    await live()
    const bob = await login(emulator, 'bob', { deviceId: 'late' })
    emulator.importState({ format: 'nim-emulator', version: 1, entries: empty })
    await bob.closed
    await again()
    expect(things(emulator.exportState())).toEqual(empty.filter(({ table }) => table !== 'meta'))
  })

  it('is checked before anything is lost', async () => {
    const before = emulator.exportState()
    expect(() => emulator.importState({} as State)).toThrow('no state of the emulator')
    expect(() => emulator.importState({ format: 'nim-emulator', version: 1, entries: [{ table: 'message', owner: '', key: '1', value: null }] })).toThrow('makes no sense')
    expect(emulator.exportState()).toEqual(before)
  })
})
