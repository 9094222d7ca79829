import type { DemoApp } from '../../app'
import { texts } from '../../lib/i18n'
import { listChange, once } from '../../lib/data'
import { sessionId } from '../../model/chats'
import type { Item } from '../../model/chats'
import { rowsOf } from '../../model/rows'
import type { Row } from '../../model/rows'

const emojis = '😀 😄 😂 🥲 😊 😍 😘 😜 🤔 😎 😴 😭 😡 🥳 🤝 👍 👏 🙏 💪 ❤️ 🌹 🎉 🔥 ✨ ☕ 🍻 🐱 🐶 🌞 🌙 ✅ ❓'.split(' ')

/** Below this distance from the top of the screen the menu of a message opens downwards. px */
const menuRoom = 160

Page({
  data: {
    t: texts(),
    emojis,
    me: '',
    to: '',
    myName: '',
    peerName: '',
    rows: [] as Row[],
    loading: false,
    complete: false,
    /** Id of what to scroll to. */
    anchor: '',
    draft: '',
    focus: false,
    panel: false,
    /** Height of the keyboard, px. */
    keyboard: 0,
    /** The message whose menu is open. */
    menu: '',
    menuBelow: false,
    menuRecall: false,
    /** Messages that arrived below what is in view. */
    fresh: 0,
  },

  onLoad({ to = '' }) {
    const { nim, chats, people } = getApp<DemoApp>().globalData
    if (!nim || !chats || !people) return void wx.reLaunch({ url: '/pages/login/login' })
    const t = texts()
    this.setData({ t, me: nim.account, to, myName: people.name(nim.account), peerName: people.name(to) })
    wx.setNavigationBarTitle({ title: people.name(to) })

    const render = once(() => {
      const chat = chats.get(sessionId(to))
      const session = nim.session.getSession({ id: sessionId(to) })
      this.show(rowsOf(chat, session?.msgReceiptTime || 0, t), chat.loading, chat.complete && !chat.hidden)
      if (this.visible()) chats.seen(to)
    })
    const start = () => {
      chats.open(to)
      render()
    }
    const unwatch = chats.watch(to, render)
    nim.on('syncdone', start)
    let visible = true
    this.visible = () => visible
    this.setVisible = (on: boolean) => {
      visible = on
      if (on) render()
    }
    this.leave = () => {
      visible = false
      unwatch()
      nim.off('syncdone', start)
    }
    start()
  },

  onShow() {
    this.setVisible(true)
  },
  onHide() {
    this.setVisible(false)
  },
  onUnload() {
    this.leave()
  },

  visible: (): boolean => false,
  setVisible(_on: boolean) {},
  leave() {},

  /** Shows the lines, and keeps in view what the reader looks at. */
  show(next: Row[], loading: boolean, complete: boolean) {
    const { rows, fresh } = this.data
    const first = rows[0]
    const last = rows[rows.length - 1]
    const arrived = next.length - 1 - next.findIndex((row) => row.key === last?.key)
    const follow = this.atEnd() || next[next.length - 1]?.mine
    const change = { ...listChange('rows', rows, next), loading, complete }
    if (arrived && !follow) Object.assign(change, { fresh: fresh + arrived })
    this.setData(change, () => {
      if (arrived && follow) this.toEnd()
      else if (first && next[0]!.key !== first.key) this.setData({ anchor: 'm-' + first.key })
    })
  },

  atEnd: (): boolean => true,

  toEnd() {
    // the same id twice would not scroll twice
    this.setData({ anchor: this.data.anchor === 'end-a' ? 'end-b' : 'end-a', fresh: 0 })
    this.atEnd = () => true
  },

  scrolled({ detail }: WechatMiniprogram.ScrollViewScroll) {
    if (detail.deltaY > 0) this.atEnd = () => false
    if (this.data.menu) this.setData({ menu: '' })
  },

  reachedEnd() {
    this.atEnd = () => true
    if (this.data.fresh) this.setData({ fresh: 0 })
  },

  older() {
    getApp<DemoApp>().globalData.chats?.more(this.data.to)
  },

  typed({ detail }: WechatMiniprogram.Input) {
    this.setData({ draft: detail.value })
  },

  send() {
    const text = this.data.draft.trim()
    if (!text) return
    this.setData({ draft: '' })
    getApp<DemoApp>().globalData.chats?.send(this.data.to, text)
  },

  focused() {
    this.setData({ panel: false, focus: true })
  },
  blurred() {
    this.setData({ focus: false })
  },
  keyboard({ detail }: WechatMiniprogram.InputKeyboardHeightChange) {
    this.setData({ keyboard: detail.height }, () => this.toEnd())
  },

  togglePanel() {
    this.setData({ panel: !this.data.panel }, () => this.toEnd())
  },
  emoji(event: WechatMiniprogram.TouchEvent) {
    this.setData({ draft: this.data.draft + (event.currentTarget.dataset as { emoji: string }).emoji })
  },

  /** A tap beside everything. */
  close() {
    const { menu, panel } = this.data
    if (menu || panel) this.setData({ menu: '', panel: false })
  },

  item(key: string): Item | undefined {
    return getApp<DemoApp>()
      .globalData.chats?.get(sessionId(this.data.to))
      .items.find(({ msg }) => msg.idClient === key)
  },

  press(event: WechatMiniprogram.TouchEvent) {
    const { key } = event.currentTarget.dataset as { key: string }
    const row = this.data.rows.find((row) => row.key === key)
    if (!row) return
    wx.vibrateShort({ type: 'light' })
    this.setData({ menu: key, menuBelow: event.detail.y < menuRoom, menuRecall: row.state === 'sent' || row.state === 'read' })
  },

  copy() {
    const item = this.item(this.data.menu)
    this.setData({ menu: '' })
    if (item) wx.setClipboardData({ data: item.msg.body || '', success: () => wx.showToast({ title: this.data.t.copied, icon: 'none' }) })
  },

  async recall() {
    const item = this.item(this.data.menu)
    this.setData({ menu: '' })
    if (!item) return
    try {
      await getApp<DemoApp>().globalData.chats?.recall(item.msg)
    } catch {
      wx.showToast({ title: this.data.t.recallFailed, icon: 'none' })
    }
  },

  edit(event: WechatMiniprogram.TouchEvent) {
    const item = this.item((event.currentTarget.dataset as { key: string }).key)
    if (item) this.setData({ draft: item.msg.body || '', focus: true })
  },

  resend(event: WechatMiniprogram.TouchEvent) {
    const item = this.item((event.currentTarget.dataset as { key: string }).key)
    if (item) getApp<DemoApp>().globalData.chats?.resend(item.msg)
  },
})
