import type { DemoApp } from '../../app'
import { texts } from '../../lib/i18n'
import type { Texts } from '../../lib/i18n'
import { listChange, once } from '../../lib/data'
import { badgeTab, nameTabs, tab } from '../../lib/tabs'
import { timeLabel } from '../../lib/time'
import { sessionRows } from '../../model/sessions'
import type { SessionRow, Who } from '../../model/sessions'

Page({
  data: {
    t: texts(),
    devices: 0,
    /** The first sync is over: what is not there now does not exist. */
    ready: false,
    rows: [] as SessionRow[],
  },

  onLoad({ open }) {
    const { nim, chats, devices, people, notices, teams } = getApp<DemoApp>().globalData
    if (!nim || !chats || !devices || !people || !notices || !teams) return void wx.reLaunch({ url: '/pages/login/login' })
    const t: Texts = texts()
    this.setData({ t })
    const who: Who = {
      me: nim.account,
      name: people.name,
      target: (to, scene) => (scene === 'p2p' ? people.person(to) : { name: teams.name(to), online: false, mute: teams.muted(to) }),
    }
    let visible = true
    const render = once(() => {
      const rows = sessionRows(nim.session.getAllSessions(), (id) => chats.get(id), t, (time) => timeLabel(time, t, true), who)
      this.setData({ ...listChange('rows', this.data.rows, rows), ready: people.ready, devices: devices.list().length })
      const unread = rows.reduce((sum, row) => sum + (row.mute ? 0 : row.unread), 0)
      badgeTab(tab.sessions, unread)
      badgeTab(tab.contacts, notices.unread())
      if (visible) wx.setNavigationBarTitle({ title: t.messages + (unread ? ` (${unread})` : '') }) // the title is that of the page on top
    })
    const events = ['sessions', 'updateSession', 'syncdone'] as const
    events.forEach((event) => nim.on(event, render))
    const ends = [devices.watch(render), people.watch(render), notices.watch(render), teams.watch(render)]
    this.leave = () => {
      events.forEach((event) => nim.off(event, render))
      ends.forEach((end) => end())
    }
    this.render = render
    this.setVisible = (on: boolean) => {
      visible = on
      if (on) render()
    }
    if (open) this.enter('p2p-' + open)
  },

  onShow() {
    nameTabs()
    this.setVisible(true)
  },
  onHide() {
    this.setVisible(false)
  },

  onUnload() {
    this.leave()
  },

  setVisible(_on: boolean) {},
  leave() {},
  render() {},

  enter(id: string) {
    wx.navigateTo({ url: '/pages/chat/chat?id=' + id })
  },

  row(event: WechatMiniprogram.TouchEvent): SessionRow | undefined {
    const { id } = event.currentTarget.dataset as { id: string }
    return this.data.rows.find((row) => row.id === id)
  },

  open(event: WechatMiniprogram.TouchEvent) {
    const row = this.row(event)
    if (row) this.enter(row.id)
  },

  /** What can be done with a conversation. */
  async more(event: WechatMiniprogram.TouchEvent) {
    const row = this.row(event)
    const { nim, people, teams } = getApp<DemoApp>().globalData
    if (!row || !nim || !people || !teams) return
    const { id, account, top, mute } = row
    const t: Texts = this.data.t
    const choices: [string, () => Promise<unknown>][] = [
      [top ? t.unstick : t.stick, () => (top ? nim.session.deleteStickTopSession({ id }) : nim.session.addStickTopSession({ id }))],
      [mute ? t.unmute : t.mute, () => (id.startsWith('p2p') ? people.setMute(account, !mute) : teams.setMuted(account, !mute))],
      [t.remove, () => nim.session.deleteSession({ id, isSyncToServer: true })],
    ]
    try {
      const { tapIndex } = await wx.showActionSheet({ itemList: choices.map(([text]) => text) })
      await choices[tapIndex]![1]()
      this.render()
    } catch (error) {
      if (!/cancel/.test((error as { errMsg?: string }).errMsg || '')) wx.showToast({ title: t.failed, icon: 'none' })
    }
  },

  me: () => void wx.switchTab({ url: '/pages/me/me' }),
  contacts: () => void wx.switchTab({ url: '/pages/contacts/contacts' }),
})
