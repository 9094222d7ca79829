import type { DemoApp } from '../../app'
import { once } from '../../lib/data'
import { switchLanguage, texts } from '../../lib/i18n'
import { nameTabs } from '../../lib/tabs'
import { timeLabel } from '../../lib/time'

interface DeviceRow {
  id: string
  type: string
  since: string
}

Page({
  data: { t: texts(), me: '', name: '', signature: '', devices: [] as DeviceRow[] },

  onLoad() {
    const { nim, people, devices } = getApp<DemoApp>().globalData
    if (!nim || !people || !devices) return void wx.reLaunch({ url: '/pages/login/login' })
    const render = once(() => {
      const t = texts()
      this.setData({
        me: nim.account,
        name: people.name(nim.account),
        signature: people.card(nim.account)?.signature || '',
        devices: devices.list().map(({ id, type, since }) => ({ id, type, since: timeLabel(since, t) })),
      })
    })
    const ends = [people.watch(render), devices.watch(render)]
    this.leave = () => ends.forEach((end) => end())
    render()
  },

  onShow() {
    const t = texts()
    this.setData({ t })
    nameTabs()
    wx.setNavigationBarTitle({ title: t.tabs[2]! })
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  card: () => void wx.navigateTo({ url: '/social/card/card' }),
  log: () => void wx.navigateTo({ url: '/social/log/log' }),

  async kick(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const { kickAsk, confirm, cancel, failed } = this.data.t
    const answer = await wx.showModal({ title: kickAsk, confirmText: confirm, cancelText: cancel })
    if (!answer.confirm) return
    // without a connection there is nobody to put offline
    getApp<DemoApp>()
      .globalData.devices?.kick([id])
      .catch(() => wx.showToast({ title: failed, icon: 'none' }))
  },

  language() {
    switchLanguage()
    wx.reLaunch({ url: '/pages/me/me' }) // every page is made anew, in the other language
  },

  async logout() {
    const { logoutAsk, confirm, cancel } = this.data.t
    const answer = await wx.showModal({ title: logoutAsk, confirmText: confirm, cancelText: cancel })
    if (answer.confirm) getApp<DemoApp>().logout()
  },
})
