import type { DemoApp } from '../../app'
import { listChange, once } from '../../lib/data'
import { texts } from '../../lib/i18n'
import { nameTabs } from '../../lib/tabs'
import type { Person } from '../../model/people'

Page({
  data: { t: texts(), ready: false, unread: 0, friends: [] as Person[] },

  onLoad() {
    const { people, notices } = getApp<DemoApp>().globalData
    if (!people || !notices) return void wx.reLaunch({ url: '/pages/login/login' })
    const render = once(() => {
      const friends = people.friends()
      this.setData({ ...listChange('friends', this.data.friends, friends), ready: people.ready, unread: notices.unread() })
    })
    const ends = [people.watch(render), notices.watch(render)]
    this.leave = () => ends.forEach((end) => end())
    render()
  },

  onShow() {
    const t = texts()
    this.setData({ t })
    nameTabs()
    wx.setNavigationBarTitle({ title: t.tabs[1]! })
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  person(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: '/social/person/person?account=' + (event.currentTarget.dataset as { account: string }).account })
  },
  notices: () => void wx.navigateTo({ url: '/social/notices/notices' }),
  teams: () => void wx.navigateTo({ url: '/teams/list/list' }),
  black: () => void wx.navigateTo({ url: '/social/black/black' }),

  /** Asks for an account, and shows who that is. */
  async add() {
    const { t } = this.data
    const { nim, people } = getApp<DemoApp>().globalData
    const { confirm, content = '' } = await wx.showModal({ title: t.addFriend, editable: true, placeholderText: t.addFriendHint, confirmText: t.confirm, cancelText: t.cancel })
    const account = content.trim().toLowerCase()
    if (!confirm || !account || !nim || !people) return
    const say = (title: string) => void wx.showToast({ title, icon: 'none' })
    if (account === nim.account) return say(t.isSelf)
    try {
      const [card] = await nim.user.getUsersNameCardFromServer({ accounts: [account] })
      if (!card) return say(t.noSuchAccount)
      wx.navigateTo({ url: '/social/person/person?account=' + account })
    } catch {
      say(t.failed)
    }
  },
})
