import type { DemoApp } from '../../app'
import { accounts, nameOf } from '../../config'
import { texts } from '../../lib/i18n'
import type { Texts } from '../../lib/i18n'
import { listChange, once } from '../../lib/data'
import { timeLabel } from '../../lib/time'
import { sessionRows } from '../../model/sessions'
import type { SessionRow } from '../../model/sessions'

Page({
  data: {
    t: texts(),
    me: '',
    name: '',
    devices: 0,
    rows: [] as SessionRow[],
    contacts: [] as { account: string; name: string }[],
  },

  onLoad({ open }) {
    const { nim, chats, devices } = getApp<DemoApp>().globalData
    if (!nim || !chats || !devices) return void wx.reLaunch({ url: '/pages/login/login' })
    const t: Texts = texts()
    this.setData({ t, me: nim.account, name: nameOf(nim.account) })
    let visible = true
    const render = once(() => {
      const all = nim.session.getAllSessions()
      const rows = sessionRows(all, (account) => chats.get(account), t, (time) => timeLabel(time, t, true))
      const contacts = accounts.filter(({ account }) => account !== nim.account && !rows.some((row) => row.account === account)).map(({ account, name }) => ({ account, name }))
      this.setData({ ...listChange('rows', this.data.rows, rows), ...listChange('contacts', this.data.contacts, contacts) })
      if (!visible) return // the title is that of the page on top
      const unread = rows.reduce((sum, row) => sum + row.unread, 0)
      wx.setNavigationBarTitle({ title: t.messages + (unread ? ` (${unread})` : '') })
    })
    const events = ['sessions', 'updateSession', 'syncdone'] as const
    events.forEach((event) => nim.on(event, render))
    const unwatch = devices.watch(() => this.setData({ devices: devices.ids.length }))
    this.leave = () => {
      events.forEach((event) => nim.off(event, render))
      unwatch()
    }
    this.setVisible = (on: boolean) => {
      visible = on
      if (on) render()
    }
    if (open) this.enter(open)
  },

  onShow() {
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

  enter(account: string) {
    wx.navigateTo({ url: '/pages/chat/chat?to=' + account })
  },

  open(event: WechatMiniprogram.TouchEvent) {
    this.enter((event.currentTarget.dataset as { account: string }).account)
  },

  async kick() {
    const { kickAsk, confirm, cancel } = this.data.t
    const answer = await wx.showModal({ title: kickAsk, confirmText: confirm, cancelText: cancel })
    if (answer.confirm) getApp<DemoApp>().globalData.devices?.kick().catch(() => {}) // without a connection there is nobody to put offline
  },

  async logout() {
    const { logoutAsk, confirm, cancel } = this.data.t
    const answer = await wx.showModal({ title: logoutAsk, confirmText: confirm, cancelText: cancel })
    if (answer.confirm) getApp<DemoApp>().logout()
  },
})
