import type { DemoApp } from '../../app'
import { accounts } from '../../config'
import { switchLanguage, texts } from '../../lib/i18n'

Page({
  data: { t: texts(), accounts, busy: '' },

  onLoad() {
    this.setData({ t: texts() })
  },

  async login(event: WechatMiniprogram.TouchEvent) {
    if (this.data.busy) return
    const { account } = event.currentTarget.dataset as { account: string }
    this.setData({ busy: account })
    try {
      await getApp<DemoApp>().login(account)
      wx.reLaunch({ url: '/pages/sessions/sessions' })
    } catch (error) {
      const { loginFailed, confirm } = this.data.t
      wx.showModal({ title: loginFailed, content: (error as Error).message, showCancel: false, confirmText: confirm })
    }
    this.setData({ busy: '' })
  },

  language() {
    switchLanguage()
    this.setData({ t: texts() })
  },
})
