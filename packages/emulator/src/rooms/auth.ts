import { accountId, type Account } from '../account'
import { admit, announce, KickReason, kick, leave, portOf } from '../access'
import { askAppServer } from '../callback'
import type { Link } from '../link'
import type { Device } from '../online'
import { excludes } from '../policy'
import { need, refuse } from '../refusal'
import { fromWire, pick, row, type Row } from '../row'
import type { Answer, MakeRoom, Service } from '../service'
import { Login, LoginResult, Port } from '../tags'
import { checkDynamicToken, same } from '../token'

const clientTypes = new Map([['1', 'AOS'], ['2', 'IOS'], ['4', 'PC'], ['16', 'WEB'], ['32', 'REST'], ['64', 'MAC'], ['65', 'HARMONY']])

/** Login, logout, heartbeat, kick. */
export const auth: MakeRoom = (s) => ({
  open: {
    '1_2': () => [],
    '2_3': ({ link, args, after }) => login(s, link, args.row(0), after),
  },
  commands: {
    '2_6': ({ device, after }) => after(() => leave(s, device, 'logout')),
    '2_8': ({ device, args }) => {
      const ids = new Set(args.list(0))
      const targets = s.online.of(device.account).filter((d) => d !== device && ids.has(d.deviceId))
      for (const target of targets) kick(s, target, KickReason.otherEnd, device)
      return [targets.map((d) => d.deviceId)]
    },
  },
})

async function login(s: Service, link: Link, wire: Row, after: (what: () => void) => void): Promise<Answer> {
  need(!link.device && !link.pending, 417)
  link.pending = true
  try {
    const me = await authenticate(s, link, wire)
    need(link.open, 415) // gone while the app server thought about it
    const device = describe(s, link, me, wire)
    refuseStale(s, me, device, wire)
    const last = me.lastLogin
    const beside = admit(s, device)
    me.lastLogin = { deviceId: device.deviceId, clientType: device.clientType, customClientType: device.customClientType }
    after(() => announce(s, device))
    s.log('info', 'login', { account: me.account, deviceId: device.deviceId })
    return [
      row(
        {
          [LoginResult.lastLoginDeviceId]: last?.deviceId ?? device.deviceId,
          [LoginResult.connectionId]: device.connectionId,
          [LoginResult.ip]: link.ip,
          [LoginResult.port]: link.port,
          [LoginResult.country]: 'CN',
        },
        pick(wire, [Login.customTag])
      ),
      beside.map(portOf),
    ]
  } finally {
    link.pending = false
  }
}

/** Who it is, or a refusal: 414, 302, 403, 422. */
async function authenticate(s: Service, link: Link, wire: Row): Promise<Account> {
  const { appkey, appSecret, authTypes } = s.settings
  const name = wire[Login.account]
  const token = wire[Login.token] ?? ''
  const authType = Number(wire[Login.authType] ?? 0)
  need(name && wire[Login.appkey] && wire[Login.deviceId] && accountId(name) && [0, 1, 2].includes(authType))
  need((authTypes as readonly number[]).includes(authType), 403)
  const me = s.store.account(name)
  need(me && wire[Login.appkey] === appkey, 302)
  if (authType === 0) need(same(token, me.token), 302)
  if (authType === 1) need(checkDynamicToken(token, { appkey, appSecret, account: name }, s.clock.now()), 302)
  need(!me.blocked, 422)
  await consult(s, link, wire, authType)
  return me
}

/** The app server is asked whatever the kind of token; it cannot choose the code of a refused login. */
async function consult(s: Service, link: Link, wire: Row, authType: number): Promise<void> {
  const { loginCallbackUrl: url, loginCallbackDefault: otherwise, appkey, appSecret } = s.settings
  if (!url) return
  const answer = await askAppServer(
    { url, appkey, appSecret, otherwise, now: s.clock.now },
    {
      eventType: 36,
      fromAccount: wire[Login.account],
      fromDeviceId: wire[Login.deviceId],
      fromClientType: clientTypes.get(wire[Login.clientType] ?? '') ?? 'WEB',
      fromClientIp: link.ip,
      fromClientPort: String(link.port),
      token: wire[Login.token] ?? '',
      authType: String(authType),
      loginExt: wire[Login.loginExt] ?? '',
      customTag: wire[Login.customTag] ?? '',
      customClientType: wire[Login.customClientType] ?? '',
      autoLogin: wire[Login.appLogin] === '0',
      timestamp: String(s.clock.now()),
    }
  )
  if (!answer.passed) refuse(302)
}

function describe(s: Service, link: Link, me: Account, wire: Row): Device {
  return {
    account: me.account,
    connectionId: link.session,
    deviceId: wire[Login.deviceId]!,
    clientType: Number(wire[Login.clientType] ?? 16),
    customClientType: Number(wire[Login.customClientType] ?? 0),
    port: fromWire(pick(wire, [Port.os, Port.deviceInfo, Port.customTag])),
    loginTime: s.clock.now(),
    synced: false,
    link,
  }
}

/** An automatic login gives way to the device that logged in since, if they exclude one another. A manual one always wins. */
function refuseStale(s: Service, me: Account, device: Device, wire: Row): void {
  const last = me.lastLogin
  if (wire[Login.appLogin] !== '0' || !last || last.deviceId === device.deviceId) return
  if (excludes(s.settings.kickPolicy, device, last)) refuse(417)
}
