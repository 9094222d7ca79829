import type { DemoApp } from '../../app'
import { once } from '../../lib/data'
import { texts } from '../../lib/i18n'
import type { Person } from '../../model/people'

Page({
  data: { t: texts(), person: { account: '', name: '', signature: '', friend: false, black: false, mute: false, online: false } as Person, nick: '', self: false, applied: false },

  onLoad({ account = '' }) {
    const { nim, people } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    if (!nim || !people) return
    const render = once(() => this.setData({ person: people.person(account), nick: people.card(account)?.nick || account, self: account === nim.account }))
    this.leave = people.watch(render)
    people.meet([account])
    render()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  /** Runs a change, and says when it did not work. The switch shows what is, not what was wished. */
  async run(work: Promise<unknown> | undefined): Promise<boolean> {
    try {
      await work
      return true
    } catch {
      wx.showToast({ title: this.data.t.failed, icon: 'none' })
      const { people } = getApp<DemoApp>().globalData
      if (people) this.setData({ person: people.person(this.data.person.account) })
      return false
    }
  },

  chat() {
    wx.navigateTo({ url: '/pages/chat/chat?id=p2p-' + this.data.person.account })
  },

  async add() {
    const { people, nim } = getApp<DemoApp>().globalData
    const { t, person } = this.data
    if (!people || !nim) return
    const { confirm, content = '' } = await wx.showModal({ title: t.addFriend, content: `${t.applyWords} ${people.name(nim.account)}`, editable: true, confirmText: t.send, cancelText: t.cancel })
    if (!confirm || !(await this.run(people.apply(person.account, content)))) return
    this.setData({ applied: true })
    wx.showToast({ title: t.applied, icon: 'none' })
  },

  async rename() {
    const { t, person, nick } = this.data
    const { confirm, content = '' } = await wx.showModal({ title: t.alias, content: person.name === nick ? '' : person.name, editable: true, placeholderText: t.aliasHint, confirmText: t.save, cancelText: t.cancel })
    if (confirm) this.run(getApp<DemoApp>().globalData.people?.rename(person.account, content.trim()))
  },

  mute({ detail }: WechatMiniprogram.SwitchChange) {
    this.run(getApp<DemoApp>().globalData.people?.setMute(this.data.person.account, detail.value))
  },
  black({ detail }: WechatMiniprogram.SwitchChange) {
    this.run(getApp<DemoApp>().globalData.people?.setBlack(this.data.person.account, detail.value))
  },

  async remove() {
    const { t, person } = this.data
    const { confirm } = await wx.showModal({ title: t.removeFriend, content: t.removeAsk, confirmText: t.confirm, cancelText: t.cancel })
    if (confirm) this.run(getApp<DemoApp>().globalData.people?.remove(person.account))
  },
})
