import type { DemoApp } from '../../app'
import { texts } from '../../lib/i18n'
import type { Person } from '../../model/people'

/** Chooses friends: for a new team, or with `id` for one that is there. */
Page({
  data: { t: texts(), id: '', name: '', friends: [] as (Person & { chosen: boolean })[], count: 0, busy: false },

  onLoad({ id = '' }) {
    const { people, teams } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t, id })
    wx.setNavigationBarTitle({ title: id ? t.invite : t.newTeam })
    if (!people || !teams) return
    const inside = teams.members(id).map(({ account }) => account)
    this.setData({ friends: people.friends().filter(({ account }) => !inside.includes(account)).map((person) => ({ ...person, chosen: false })) })
    teams.load().catch(() => wx.showToast({ title: t.openFailed, icon: 'none' }))
  },

  name({ detail }: WechatMiniprogram.Input) {
    this.setData({ name: detail.value })
  },

  choose(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    const chosen = !this.data.friends[index]!.chosen
    this.setData({ [`friends[${index}].chosen`]: chosen, count: this.data.count + (chosen ? 1 : -1) })
  },

  async save() {
    const { t, id, name, friends, busy } = this.data
    const { nim, teams } = getApp<DemoApp>().globalData
    const accounts = friends.filter(({ chosen }) => chosen).map(({ account }) => account)
    if (busy || !nim || !teams || !(id ? accounts.length : name.trim())) return
    this.setData({ busy: true })
    try {
      await teams.load()
      if (id) {
        await nim.team.addTeamMembers({ teamId: id, accounts })
        wx.showToast({ title: t.invited, icon: 'none' })
        wx.navigateBack()
      } else {
        const { teamId } = await nim.team.createTeam({ type: 'advanced', name: name.trim(), accounts, beInviteMode: 'needVerify', joinMode: 'needVerify' })
        teams.touched()
        wx.redirectTo({ url: '/pages/chat/chat?id=team-' + teamId })
      }
    } catch (error) {
      wx.showToast({ title: (error as { code?: number }).code === 802 ? t.notPermitted : t.failed, icon: 'none' })
    }
    this.setData({ busy: false })
  },
})
