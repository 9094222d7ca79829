import type { DemoApp } from '../../app'
import { listChange, once } from '../../lib/data'
import { texts } from '../../lib/i18n'
import { timeLabel } from '../../lib/time'
import { isAsking } from '../../model/notices'

interface Row {
  id: string
  from: string
  name: string
  text: string
  words: string
  time: string
  asking: boolean
  state: string
  fresh: boolean
}

Page({
  data: { t: texts(), rows: [] as Row[], busy: '' },

  onLoad() {
    const { people, notices } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    wx.setNavigationBarTitle({ title: t.notices })
    if (!people || !notices) return
    // what was new when the page was opened stays marked until it is closed
    const fresh = new Set<string>()
    const render = once(() => {
      const list = notices.list()
      list.filter(({ read }) => !read).forEach(({ id }) => fresh.add(id))
      people.meet(list.map(({ from }) => from))
      const rows = list.map((notice): Row => {
        const { id, from, kind, words, time, teamName, state } = notice
        return { id, from, name: people.name(from), text: t.noticeKinds[kind] + (teamName ? ` “${teamName}”` : ''), words, time: timeLabel(time, t, true), asking: isAsking(notice), state: t.noticeStates[state], fresh: fresh.has(id) }
      })
      this.setData(listChange('rows', this.data.rows, rows))
      notices.markRead()
    })
    const ends = [notices.watch(render), people.watch(render)]
    this.leave = () => ends.forEach((end) => end())
    render()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  answer(event: WechatMiniprogram.TouchEvent) {
    const { id, pass } = event.currentTarget.dataset as { id: string; pass: boolean }
    if (this.data.busy) return
    this.setData({ busy: id })
    getApp<DemoApp>()
      .globalData.notices?.answer(id, pass)
      .catch(() => wx.showToast({ title: this.data.t.failed, icon: 'none' }))
      .then(() => this.setData({ busy: '' }))
  },

  person(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/social/person/person?account=' + (event.currentTarget.dataset as { account: string }).account })
  },

  async clear() {
    const { clearAsk, confirm, cancel } = this.data.t
    const answer = await wx.showModal({ title: clearAsk, confirmText: confirm, cancelText: cancel })
    if (answer.confirm) getApp<DemoApp>().globalData.notices?.clear()
  },
})
