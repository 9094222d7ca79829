import { createNim } from '@nim/core'
import type { Nim } from '@nim/core'
import type { EventShape } from '@nim/events'
import type { FriendShape, UserShape } from '@nim/friends'
import { msg } from '@nim/msg'
import type { MsgShape } from '@nim/msg'
import { session } from '@nim/session'
import type { SessionShape } from '@nim/session'
import type { CloudStorageShape } from '@nim/storage'
import type { SystemMessageShape } from '@nim/sysmsg'
import type { TeamShape } from '@nim/team'
import { appkey, server, tokenServer } from './config'
import type { Account } from './config'
// of the subpackages, types only: the code comes when it is asked for
import type * as files from './files/index'
import type * as social from './social/index'
import type * as teams from './teams/index'

/** How the token is got: the fixed one of the account, or a fresh one from the app's own server at every login. */
export type Auth = 'static' | 'dynamic'

/**
 * The client with all the modules of this app. The main package has core, msg and session; the others live in subpackages
 * and are installed there: those of `social` before the first connection, teams right after it, storage with the first file.
 */
export type Client = Nim<MsgShape | SessionShape | SystemMessageShape | FriendShape | UserShape | EventShape | TeamShape | CloudStorageShape>

const query = () => wx.getLaunchOptionsSync().query
const hostOf = () => query().server || server

/** A short-lived token, as an app's own server makes it for those it knows. */
function fetchToken(account: string): Promise<string> {
  return new Promise((resolve, reject) =>
    wx.request<{ token: string }>({
      url: `http://${query().tokens || tokenServer}/token?account=${account}`,
      success: ({ data, statusCode }) => (statusCode === 200 ? resolve(data.token) : reject(new Error('no token: HTTP ' + statusCode))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  )
}

export function createClient({ account, token }: Account, auth: Auth): Client {
  const host = hostOf()
  const client = createNim({
    appkey,
    account,
    token: auth === 'dynamic' ? () => fetchToken(account) : token,
    authType: auth === 'dynamic' ? 1 : 0,
    lbsUrls: [`http://${host}/lbs/webconf.jsp`],
    linkUrl: host,
    isFixedDeviceId: true,
    debugLevel: 'warn',
    syncOptions: { stickTopSessions: true },
    plugins: [msg(), session()],
  })
  return client as Client // the rest arrives with the subpackages
}

/** Fetches the subpackage with friends, notices and presence, and installs them. */
export async function addSocial(nim: Client): Promise<void> {
  const { install } = (await require.async('./social/index.js')) as typeof social
  install(nim)
}

/** Fetches the subpackage with teams. */
export async function addTeams(nim: Client): Promise<void> {
  if (nim.team) return
  const { install } = (await require.async('./teams/index.js')) as typeof teams
  if (!nim.team) install(nim)
}

/** Fetches the subpackage that uploads files, with the first file there is to send. */
export async function addFiles(nim: Client): Promise<void> {
  if (nim.cloudStorage) return
  const { install } = (await require.async('./files/index.js')) as typeof files
  if (!nim.cloudStorage) install(nim, hostOf())
}
