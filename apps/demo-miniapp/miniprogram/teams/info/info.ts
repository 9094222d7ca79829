import type { TeamApi, TeamMember } from '@nim/team'
import type { DemoApp } from '../../app'
import { listChange, once } from '../../lib/data'
import { texts } from '../../lib/i18n'

interface Row {
  account: string
  name: string
  tag: string
  muted: string
}

const rank = { owner: 0, manager: 1, normal: 2 }

Page({
  data: { t: texts(), id: '', me: '', name: '', announcement: '', members: [] as Row[], count: 0, here: true, owner: false, manager: false, muteAll: false, quiet: false, broken: false },

  onLoad({ id = '' }) {
    const { nim, people, teams } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t, id })
    wx.setNavigationBarTitle({ title: t.teamInfo })
    if (!nim || !people || !teams) return
    const render = once(() => {
      const team = teams.get(id)
      const row = ({ account, nickInTeam, type, mute }: TeamMember): Row => ({ account, name: nickInTeam || people.name(account), tag: t.roles[type], muted: mute ? t.isMuted : '' })
      const members = teams.members(id).slice().sort((a, b) => rank[a.type] - rank[b.type] || a.joinTime - b.joinTime).map(row)
      this.setData({
        ...listChange('members', this.data.members, members),
        me: nim.account,
        name: teams.name(id),
        announcement: team?.announcement || '',
        count: team?.memberNum || members.length,
        here: !!team,
        owner: team?.owner === nim.account,
        manager: teams.isManager(id),
        muteAll: !!team && team.muteType !== undefined && team.muteType !== 'none',
        quiet: teams.muted(id),
      })
    })
    const ends = [teams.watch(render), people.watch(render)]
    this.leave = () => ends.forEach((end) => end())
    this.load()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  async load() {
    const { teams, people } = getApp<DemoApp>().globalData
    this.setData({ broken: false })
    try {
      await teams?.load()
      await teams?.refresh(this.data.id)
      await people?.meet(teams?.members(this.data.id).map(({ account }) => account) || [])
    } catch {
      this.setData({ broken: true })
    }
  },

  /** Runs a change of the team, and says when it was not permitted. */
  async run(work: (team: TeamApi, teamId: string) => Promise<unknown>): Promise<boolean> {
    const { nim, teams } = getApp<DemoApp>().globalData
    const { t, id } = this.data
    if (!nim || !teams) return false
    try {
      await work(nim.team, id)
    } catch (error) {
      wx.showToast({ title: (error as { code?: number }).code === 802 ? t.notPermitted : t.failed, icon: 'none' })
      teams.touched()
      return false
    }
    teams.touched()
    teams.refresh(id).catch(() => {})
    return true
  },

  async ask(title: string, content: string): Promise<string | undefined> {
    const { t } = this.data
    const answer = await wx.showModal({ title, content, editable: true, confirmText: t.save, cancelText: t.cancel })
    return answer.confirm ? (answer.content || '').trim() : undefined
  },
  async rename() {
    if (!this.data.manager) return
    const name = await this.ask(this.data.t.teamName, this.data.name)
    if (name) this.run((team, teamId) => team.updateTeamInfo({ teamId, name }))
  },
  async announce() {
    if (!this.data.manager) return
    const announcement = await this.ask(this.data.t.announcementTitle, this.data.announcement)
    if (announcement !== undefined) this.run((team, teamId) => team.updateTeamInfo({ teamId, announcement }))
  },
  copy() {
    wx.setClipboardData({ data: this.data.id, success: () => wx.showToast({ title: this.data.t.copied, icon: 'none' }) })
  },

  invite() {
    wx.navigateTo({ url: '/teams/create/create?id=' + this.data.id })
  },

  muteAll({ detail }: WechatMiniprogram.SwitchChange) {
    this.run((team, teamId) => team.muteTeam({ teamId, mute: detail.value }))
  },
  quiet({ detail }: WechatMiniprogram.SwitchChange) {
    this.run((_, teamId) => getApp<DemoApp>().globalData.teams!.setMuted(teamId, detail.value))
  },

  /** What can be done with a member. */
  async member(event: WechatMiniprogram.TouchEvent) {
    const { account } = event.currentTarget.dataset as { account: string }
    const { t, id, me, owner, manager } = this.data
    const member = getApp<DemoApp>().globalData.teams?.members(id).find((known) => known.account === account)
    if (!member || account === me) return
    const accounts = [account]
    const choices: [string, () => void][] = [[t.viewPerson, () => void wx.navigateTo({ url: '/social/person/person?account=' + account })]]
    const add = (text: string, work: (team: TeamApi, teamId: string) => Promise<unknown>) => choices.push([text, () => void this.run(work)])
    if (owner && member.type === 'manager') add(t.unmakeManager, (team, teamId) => team.removeTeamManagers({ teamId, accounts }))
    if (owner && member.type === 'normal') add(t.makeManager, (team, teamId) => team.addTeamManagers({ teamId, accounts }))
    if (owner || (manager && member.type === 'normal')) {
      add(member.mute ? t.unmuteMember : t.muteMember, (team, teamId) => team.muteTeamMember({ teamId, account, mute: !member.mute }))
      add(t.removeMember, (team, teamId) => team.removeTeamMembers({ teamId, accounts }))
    }
    if (owner) add(t.makeOwner, (team, teamId) => team.transferTeam({ teamId, account, leave: false }))
    if (choices.length === 1) return choices[0]![1]()
    try {
      const { tapIndex } = await wx.showActionSheet({ itemList: choices.map(([text]) => text) })
      choices[tapIndex]![1]()
    } catch {} // the user changed their mind
  },

  async end() {
    const { t, owner } = this.data
    const { confirm } = await wx.showModal({ title: owner ? t.dismissTeam : t.leaveTeam, content: owner ? t.dismissAsk : t.leaveAsk, confirmText: t.confirm, cancelText: t.cancel })
    if (confirm && (await this.run((team, teamId) => (owner ? team.dismissTeam({ teamId }) : team.leaveTeam({ teamId }))))) wx.switchTab({ url: '/pages/sessions/sessions' })
  },
})
