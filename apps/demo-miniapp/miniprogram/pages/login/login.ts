import type { DemoApp } from '../../app'
import { accounts } from '../../config'
import type { Auth } from '../../im'
import { switchLanguage, texts } from '../../lib/i18n'

Page({
  data: { t: texts(), accounts, busy: '', auth: 'static' as Auth },

  onLoad() {
    this.setData({ t: texts() })
  },

  async login(event: WechatMiniprogram.TouchEvent) {
    if (this.data.busy) return
    const { account } = event.currentTarget.dataset as { account: string }
    this.setData({ busy: account })
    try {
      await getApp<DemoApp>().login(account, this.data.auth)
      wx.switchTab({ url: '/pages/sessions/sessions' })
    } catch (error) {
      const { loginFailed, confirm } = this.data.t
      wx.showModal({ title: loginFailed, content: (error as Error).message, showCancel: false, confirmText: confirm })
    }
    this.setData({ busy: '' })
  },

  choose(event: WechatMiniprogram.TouchEvent) {
    this.setData({ auth: (event.currentTarget.dataset as { auth: Auth }).auth })
  },

  language() {
    switchLanguage()
    this.setData({ t: texts() })
  },
})
