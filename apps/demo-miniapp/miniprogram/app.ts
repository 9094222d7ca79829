import { accountOf } from './config'
import { addSocial, createClient } from './im'
import type { Auth, Client } from './im'
import { texts } from './lib/i18n'
import { createChats } from './model/chats'
import type { Chats } from './model/chats'
import { watchDevices } from './model/devices'
import type { Devices } from './model/devices'
import { watchLink } from './model/link'
import type { Link } from './model/link'
import { createLog } from './model/log'
import type { Log } from './model/log'
import { createNotices } from './model/notices'
import type { Notices } from './model/notices'
import { createPeople } from './model/people'
import type { People } from './model/people'
import { createTeams } from './model/teams'
import type { Teams } from './model/teams'
import { createTyping } from './model/typing'
import type { Typing } from './model/typing'

/** What belongs to the account that is signed in. */
interface Data {
  nim?: Client
  chats?: Chats
  link?: Link
  devices?: Devices
  people?: People
  notices?: Notices
  log?: Log
  typing?: Typing
  teams?: Teams
}

export interface DemoApp {
  globalData: Data
  /** Signs in; rejects when the service refuses. With `resume` the app is usable at once and keeps trying, as after a loss. */
  login(account: string, auth: Auth, resume?: boolean): Promise<void>
  logout(): Promise<void>
}

const storageKey = 'account'
const authKey = 'auth'

/** No connection, or no answer: trying again may help. */
const passing = ({ code }: { code: number }) => code === 415 || code === 408

/** Logs in as the user's own wish, which may put another device offline; without a network it goes on trying in the background. */
const persist = (nim: Client) =>
  nim.connect().catch((error) => {
    if (!passing(error)) throw error
    return nim.connect({ isAutoReconnect: true })
  })

/** The subpackage may have to be fetched, and there may be no network yet: goes on trying while it is `wanted`. */
async function persistSocial(nim: Client, wanted: () => boolean): Promise<void> {
  try {
    await addSocial(nim)
  } catch (error) {
    if (!wanted()) throw error
    await new Promise((resolve) => setTimeout(resolve, 3000))
    if (!wanted()) throw error
    await persistSocial(nim, wanted)
  }
}

App<DemoApp>({
  globalData: {},

  onLaunch({ query }) {
    const account = query.account || wx.getStorageSync(storageKey)
    if (accountOf(account)) this.login(account, wx.getStorageSync(authKey) || 'static', true).catch(() => {})
    else wx.removeStorageSync(storageKey)
  },

  async login(account, auth, resume = false) {
    const nim = createClient(accountOf(account)!, auth)
    const people = createPeople(nim)
    const teams = createTeams(nim)
    const notices = createNotices(nim, teams.answer)
    notices.watch(people.answered)
    const data = { nim, people, teams, notices, chats: createChats(nim), link: watchLink(nim), devices: watchDevices(nim), log: createLog(nim), typing: createTyping(nim) }
    const t = texts()
    const ask = async (title: string, content: string) => {
      const { confirm } = await wx.showModal({ title, content, confirmText: t.loginAgain, cancelText: t.logout })
      if (this.globalData.nim !== nim) return
      if (confirm) persist(nim).catch(() => {}) // a refusal comes as an event, too
      else this.logout()
    }
    nim.on('kicked', ({ reason }) => ask(t.kicked, { samePlatformKick: t.kickedByDevice, otherPlatformKick: t.kickedByOther }[reason as string] || t.kickedByService))
    nim.on('disconnect', (error) => {
      // the end of all attempts, and not by the user's own wish
      if (error && !passing(error) && nim.status === 'unconnected' && this.globalData.nim === nim) ask(t.loginFailed, error.message)
    })

    if (resume) this.globalData = data
    try {
      await (resume ? persistSocial(nim, () => this.globalData.nim === nim) : addSocial(nim))
      await (resume ? persist(nim) : nim.connect())
    } catch (error) {
      if (!resume) {
        data.link.end()
        await nim.destroy()
      }
      throw error
    }
    this.globalData = data
    wx.setStorageSync(storageKey, account)
    wx.setStorageSync(authKey, auth)
  },

  async logout() {
    const { nim, link } = this.globalData
    this.globalData = {}
    wx.removeStorageSync(storageKey)
    wx.reLaunch({ url: '/pages/login/login' })
    link?.end()
    await nim?.destroy()
  },
})
