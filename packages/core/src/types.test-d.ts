// What the compiler says to an app. Checked by `tsc`, never run.
import { createNim, NIM, type CoreEvents, type KickedReason, type LoginResult, type Nim, type NimError, type NimOptions, type Status, type WillReconnect } from '@nim/core'
import { msg, type IMMessage, type MsgShape } from '@nim/msg'
import { session, type Session, type SessionShape } from '@nim/session'
import { systemMessage } from '@nim/sysmsg'
import { team, type TeamShape } from '@nim/team'
import { expectTypeOf } from 'vitest'

const options = { appkey: 'k', account: 'a', token: 't' }

// ---- bare: the core alone
const bare = createNim(options)
expectTypeOf(bare).toEqualTypeOf<Nim<never>>()
expectTypeOf(bare.status).toEqualTypeOf<Status>()
expectTypeOf(bare.connect()).toEqualTypeOf<Promise<void>>()
expectTypeOf(bare.kick({ deviceIds: ['x'] })).toEqualTypeOf<Promise<string[]>>()
expectTypeOf<Parameters<typeof bare.on>[0]>().toEqualTypeOf<keyof CoreEvents>()
bare.on('logined', (result) => expectTypeOf(result).toEqualTypeOf<LoginResult>())
bare.on('kicked', (reason) => expectTypeOf(reason).toEqualTypeOf<KickedReason>())
bare.on('willReconnect', (next) => expectTypeOf(next).toEqualTypeOf<WillReconnect>())
bare.on('disconnect', (error) => expectTypeOf(error).toEqualTypeOf<NimError | undefined>())
bare.on('syncdone', (...args) => expectTypeOf(args).toEqualTypeOf<[]>())
// @ts-expect-error no message without msg()
bare.on('msg', () => {})
// @ts-expect-error no messages without msg()
void bare.msg
// @ts-expect-error no sessions without session()
void bare.session
// @ts-expect-error the status is the client's
bare.status = 'logined'
// @ts-expect-error syncdone has no argument
bare.emit('syncdone', 1)
// @ts-expect-error a reason is no text
bare.on('kicked', (reason: string) => void reason)

// ---- exactly what it was made with
const chat = createNim({ ...options, plugins: [msg(), session()] })
expectTypeOf(chat).toEqualTypeOf<Nim<MsgShape | SessionShape>>()
expectTypeOf<Exclude<keyof typeof chat, keyof typeof bare>>().toEqualTypeOf<'msg' | 'msgLog' | 'msgExtend' | 'session' | 'cloudSession'>()
expectTypeOf<Exclude<Parameters<typeof chat.on>[0], keyof CoreEvents>>().toEqualTypeOf<
  'msg' | 'syncRoamingMsgs' | 'syncOfflineMsgs' | 'broadcastMsgs' | 'clearServerHistoryMsgs' | 'deleteSelfMsgs' | 'msgReceipts' | 'sessions' | 'updateSession' | 'multiSyncUpdateCloudSession'
>()
chat.on('msg', (m) => expectTypeOf(m).toEqualTypeOf<IMMessage>())
chat.on('updateSession', (s) => expectTypeOf(s).toEqualTypeOf<Session>())
expectTypeOf(chat.session.getSession({ id: 'p2p-bob' })).toEqualTypeOf<Session | undefined>()
expectTypeOf(chat.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'x' })).toEqualTypeOf<Promise<IMMessage>>()
// @ts-expect-error no teams without team()
chat.on('teams', () => {})
// @ts-expect-error no teams without team()
void chat.team
// @ts-expect-error a scene that is none
void chat.msg.sendTextMsg({ scene: 'group', to: 'bob', body: 'x' })
// @ts-expect-error a body is required
void chat.msg.sendTextMsg({ scene: 'p2p', to: 'bob' })
// @ts-expect-error an event of a plugin that is not there
chat.off('teams')

// ---- a need comes along, though nobody listed it; makers are as good as plugins
const alone = createNim({ ...options, plugins: [session()] })
expectTypeOf(alone).toEqualTypeOf<Nim<MsgShape | SessionShape>>()
expectTypeOf(createNim({ ...options, plugins: [session] })).toEqualTypeOf<Nim<MsgShape | SessionShape>>()

// ---- the class form, and later
const Class = NIM.use(msg, session, team)
expectTypeOf<InstanceType<typeof Class>>().toEqualTypeOf<Nim<MsgShape | SessionShape | TeamShape>>()
expectTypeOf(Class.getInstance(options)).toEqualTypeOf<Nim<MsgShape | SessionShape | TeamShape>>()
expectTypeOf(Class.instance).toEqualTypeOf<Nim<MsgShape | SessionShape | TeamShape> | null>()
new Class(options, { syncOptions: { broadcastMsgs: true }, sessionConfig: {} }).on('teams', () => {})
// @ts-expect-error sysmsg is not in this class
new Class(options).on('sysMsg', () => {})

const later = chat.install(team())
expectTypeOf(later).toEqualTypeOf<Nim<MsgShape | SessionShape | TeamShape>>()
later.on('teams', () => {})
chat.install(systemMessage()).on('sysMsg', () => {})

// ---- options
expectTypeOf<NimOptions['token']>().toEqualTypeOf<string | (() => string | Promise<string>)>()
createNim({ ...options, token: async () => 'fresh', syncOptions: { stickTopSessions: true }, reconnectionAttempts: true })
// @ts-expect-error a token is required
createNim({ appkey: 'k', account: 'a' })
// @ts-expect-error no such level
createNim({ ...options, debugLevel: 'loud' })
// @ts-expect-error no such sync key
createNim({ ...options, syncOptions: { everything: true } })
// @ts-expect-error no text for a switch
bare.setOptions({ needReconnect: 'yes' })

// ---- a client is good where less is asked for
const use = (nim: Nim<MsgShape>) => nim.msg
use(chat)
use(later)
// @ts-expect-error the core alone has no messages
use(bare)
