import type { BroadcastInput } from '../broadcast'
import { P2P, SUPER_TEAM, TEAM } from '../conversation'
import type { Emulator } from '../emulator'
import type { FaultInput } from '../fault'
import type { TeamSeed } from '../founding'
import { row } from '../row'
import { post } from '../send'
import type { Service } from '../service'
import { Msg } from '../tags'
import { findMember, findTeam } from '../teams'
import type { Fields } from './fields'
import { Mistake } from './mistake'
import { faultOf } from './state'

/** What the control API works with. */
export interface Controlled {
  emulator: Emulator
  service: Service
}

type Verb = (c: Controlled, input: Fields) => unknown

const scenes: Record<string, number> = { p2p: P2P, team: TEAM, superTeam: SUPER_TEAM }

const TEXT = 0

const aim = (input: Fields): [account: string, deviceId: string | undefined] => [input.text('account'), input.textOr('deviceId')]

function found(c: Controlled, id: string) {
  const fault = c.emulator.faults().find((f) => f.id === id)
  if (!fault) throw new Mistake(404, `there is no fault ${id}`)
  return fault
}

function send({ service: s }: Controlled, input: Fields) {
  const from = s.store.account(input.text('from'))
  if (!from) throw new Mistake(404, `the emulator has no account ${input.text('from')}`)
  const scene = scenes[input.textOr('scene') ?? 'p2p']
  if (scene === undefined) throw new Mistake(400, `scene: one of ${Object.keys(scenes).join(', ')} is expected`)
  const to = scene === P2P ? input.text('to').toLowerCase() : input.text('to')
  if (scene === P2P && !s.store.account(to)) throw new Mistake(404, `the emulator has no account ${to}`)
  if (scene !== P2P) findMember(findTeam(s, scene, to), from.account)
  const type = input.all['type'] === undefined ? TEXT : input.number('type')
  const content = type === TEXT ? { [Msg.body]: input.text('body') } : { [Msg.body]: input.textOr('body'), [Msg.attach]: input.all['attach'] }
  const { id, time } = post(s, from, row({ [Msg.type]: type, [Msg.ext]: input.textOr('ext'), ...content }), scene, to)
  return { idServer: id, time }
}

/** Everything that can be done, by the path below `/emulator/`; the command line has the same. */
export const verbs: Readonly<Record<string, Verb>> = {
  'accounts/add': ({ emulator }, input) => emulator.accounts.add({ account: input.text('account'), token: input.textOr('token'), nick: input.textOr('nick'), avatar: input.textOr('avatar') }),
  'accounts/token': ({ emulator }, input) => ({ token: emulator.accounts.renewToken(input.text('account'), input.textOr('token')) }),
  'accounts/block': ({ emulator }, input) => emulator.block(input.text('account'), { kick: input.flag('kick', true), ext: input.textOr('ext') }),
  'accounts/unblock': ({ emulator }, input) => emulator.unblock(input.text('account')),
  'accounts/mute': ({ emulator }, input) => emulator.mute(input.text('account'), true),
  'accounts/unmute': ({ emulator }, input) => emulator.mute(input.text('account'), false),
  'devices/kick': ({ emulator }, input) => ({ devices: emulator.kick(input.text('account'), input.textOr('ext'), input.textOr('deviceId')) }),
  'devices/cut': ({ emulator }, input) => ({ devices: emulator.drop(...aim(input)) }),
  'devices/stall': ({ emulator }, input) => ({ devices: emulator.stall(...aim(input)) }),
  'messages/send': send,
  'messages/broadcast': ({ emulator }, input) => ({ id: emulator.broadcast({ body: input.text('body'), from: input.textOr('from'), offline: input.flag('offline', false) } satisfies BroadcastInput) }),
  'teams/create': ({ emulator }, input) => {
    const { super: large, ...seed } = input.all
    const team = { ...seed, name: input.text('name'), owner: input.text('owner'), members: members(input) } satisfies TeamSeed
    return { teamId: large === true ? emulator.createSuperTeam(team) : emulator.createTeam(team) }
  },
  'clock/shift': ({ emulator, service }, input) => {
    emulator.shiftClock(input.number('ms'))
    return { shift: service.clock.shift, time: service.clock.now() }
  },
  faults: ({ emulator }, input) => faultOf(emulator.fault(input.all as unknown as FaultInput)),
  'faults/release': (c, input) => found(c, input.text('id')).release(),
  'faults/remove': (c, input) => found(c, input.text('id')).remove(),
  'faults/clear': ({ emulator }) => emulator.clearFaults(),
}

function members(input: Fields): string[] {
  const list = input.all['members'] ?? []
  if (!Array.isArray(list) || !list.every((id) => typeof id === 'string')) throw new Mistake(400, 'members: a list of accounts is expected')
  return list as string[]
}
