import type { DemoApp } from '../../app'
import { listChange, once } from '../../lib/data'
import { texts } from '../../lib/i18n'

interface Row {
  id: string
  name: string
  note: string
}

Page({
  data: { t: texts(), ready: false, broken: false, rows: [] as Row[] },

  onLoad() {
    const { teams } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    wx.setNavigationBarTitle({ title: t.teams })
    if (!teams) return
    const render = once(() => {
      const rows = teams.list().map(({ teamId, name, memberNum }) => ({ id: teamId, name, note: `${t.members} ${memberNum}` }))
      this.setData({ ...listChange('rows', this.data.rows, rows), ready: teams.ready, broken: false })
    })
    this.leave = teams.watch(render)
    this.load()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  load() {
    getApp<DemoApp>()
      .globalData.teams?.load()
      .catch(() => this.setData({ broken: true }))
  },

  open(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/pages/chat/chat?id=team-' + (event.currentTarget.dataset as { id: string }).id })
  },
  create: () => void wx.navigateTo({ url: '/teams/create/create' }),

  async join() {
    const { t } = this.data
    const { nim, teams } = getApp<DemoApp>().globalData
    const { confirm, content = '' } = await wx.showModal({ title: t.joinTeam, editable: true, placeholderText: t.teamId, confirmText: t.confirm, cancelText: t.cancel })
    const teamId = content.trim()
    if (!confirm || !teamId || !nim || !teams) return
    try {
      await nim.team.applyTeam({ teamId })
      teams.touched()
      wx.showToast({ title: teams.get(teamId) ? t.joined : t.applySent, icon: 'none' })
    } catch (error) {
      const { code } = error as { code: number }
      wx.showToast({ title: code === 803 || code === 404 || code === 414 ? t.noSuchTeam : code === 809 ? t.joined : t.failed, icon: 'none' })
    }
  },
})
