import type { DemoApp } from '../../app'
import { texts } from '../../lib/i18n'

Page({
  data: { t: texts(), me: '', nick: '', signature: '', busy: false },

  onLoad() {
    const { nim, people } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    wx.setNavigationBarTitle({ title: t.myCard })
    if (!nim || !people) return
    const { signature = '' } = people.card(nim.account) || {}
    this.setData({ me: nim.account, nick: people.name(nim.account), signature })
  },

  nick({ detail }: WechatMiniprogram.Input) {
    this.setData({ nick: detail.value })
  },
  signature({ detail }: WechatMiniprogram.Input) {
    this.setData({ signature: detail.value })
  },

  async save() {
    const { t, nick, signature, busy } = this.data
    if (busy || !nick.trim()) return
    this.setData({ busy: true })
    try {
      await getApp<DemoApp>().globalData.people?.saveMine({ nick: nick.trim(), signature: signature.trim() })
      wx.showToast({ title: t.saved, icon: 'success' })
      wx.navigateBack()
    } catch {
      wx.showToast({ title: t.failed, icon: 'none' })
    }
    this.setData({ busy: false })
  },
})
