import type { DemoApp } from '../../app'
import { listChange, once } from '../../lib/data'
import { texts } from '../../lib/i18n'
import type { Person } from '../../model/people'

Page({
  data: { t: texts(), ready: false, rows: [] as Person[] },

  onLoad() {
    const { people } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    wx.setNavigationBarTitle({ title: t.blackList })
    if (!people) return
    const render = once(() => {
      const rows = people.black()
      people.meet(rows.map(({ account }) => account))
      this.setData({ ...listChange('rows', this.data.rows, rows), ready: people.ready })
    })
    this.leave = people.watch(render)
    render()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  person(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/social/person/person?account=' + (event.currentTarget.dataset as { account: string }).account })
  },
})
