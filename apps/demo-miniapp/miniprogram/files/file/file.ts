import { texts } from '../../lib/i18n'

/** A file of a chat: fetched and opened here. */
Page({
  data: { t: texts(), url: '', name: '', size: '', busy: false },

  onLoad(query) {
    const value = (key: string) => decodeURIComponent(query[key] || '')
    this.setData({ t: texts(), url: value('url'), name: value('text'), size: value('size') })
    wx.setNavigationBarTitle({ title: value('text') })
  },

  async open() {
    const { url, t, busy } = this.data
    if (busy) return
    this.setData({ busy: true })
    try {
      const { tempFilePath } = await new Promise<WechatMiniprogram.DownloadFileSuccessCallbackResult>((success, fail) => wx.downloadFile({ url, success, fail }))
      await wx.openDocument({ filePath: tempFilePath, showMenu: true })
    } catch {
      wx.showToast({ title: t.openFailed, icon: 'none' })
    }
    this.setData({ busy: false })
  },
})
