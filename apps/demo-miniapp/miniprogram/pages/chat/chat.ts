import type { DemoApp } from '../../app'
import { choose } from '../../lib/choose'
import { emojis } from '../../lib/emojis'
import { texts } from '../../lib/i18n'
import { listChange, once } from '../../lib/data'
import { targetOf } from '../../lib/sessionid'
import { mentioning } from '../../lib/teamnotice'
import type { Mention } from '../../lib/teamnotice'
import type { Item } from '../../model/chats'
import type { LocalFile } from '../../model/uploads'
import { readersText } from '../../model/readers'
import { rowsOf } from '../../model/rows'
import type { Row } from '../../model/rows'

/** Below this distance from the top of the screen the menu of a message opens downwards. px */
const menuRoom = 160

Page({
  data: {
    t: texts(),
    emojis,
    me: '',
    id: '',
    to: '',
    myName: '',
    peerName: '',
    inTeam: false,
    /** Why nothing can be written here. */
    silence: '',
    announcement: '',
    /** Whom one can speak to by name. */
    members: [] as Mention[],
    rows: [] as Row[],
    loading: false,
    complete: false,
    /** Id of what to scroll to. */
    anchor: '',
    draft: '',
    focus: false,
    /** What is open below the input. */
    panel: '' as '' | 'emoji' | 'more' | 'mention',
    /** Height of the keyboard, px. */
    keyboard: 0,
    /** The message whose menu is open. */
    menu: '',
    menuBelow: false,
    menuCopy: false,
    menuRecall: false,
    /** Messages that arrived below what is in view. */
    fresh: 0,
  },

  onLoad({ id = '' }) {
    const { nim, chats, people, typing, teams } = getApp<DemoApp>().globalData
    if (!nim || !chats || !people || !typing || !teams) return void wx.reLaunch({ url: '/pages/login/login' })
    const t = texts()
    const { scene, to } = targetOf(id)
    const inTeam = scene === 'team'
    this.setData({ t, me: nim.account, id, to, inTeam, myName: people.name(nim.account), peerName: people.name(to) })
    const title = () => {
      if (!this.visible()) return
      const { memberNum = 0 } = teams.get(to) || {}
      const name = inTeam ? teams.name(to) + (memberNum ? ` (${memberNum})` : '') : people.name(to)
      wx.setNavigationBarTitle({ title: !inTeam && typing.is(to) ? t.typing : name })
    }
    const about = once(() => {
      title()
      if (!inTeam) return
      const silence = teams.silence(to)
      const change = { silence: silence && t.silences[silence], announcement: teams.get(to)?.announcement || '' }
      if (change.silence !== this.data.silence || change.announcement !== this.data.announcement) this.setData(change)
    })

    const render = once(() => {
      const chat = chats.get(id)
      const session = nim.session.getSession({ id })
      this.show(rowsOf(chat, session?.msgReceiptTime || 0, t, people.name), chat.loading, chat.complete && !chat.hidden)
      if (this.visible()) chats.seen(id)
    })
    const start = () => {
      chats.open(id)
      render()
    }
    const ends = [chats.watch(id, render), typing.watch(title), people.watch(about), teams.watch(about)]
    nim.on('syncdone', start)
    let visible = true
    this.visible = () => visible
    this.setVisible = (on: boolean) => {
      visible = on
      if (!on) return
      title()
      render()
    }
    this.leave = () => {
      visible = false
      ends.forEach((end) => end())
      nim.off('syncdone', start)
    }
    if (inTeam) teams.load().then(() => teams.refresh(to), () => {}).then(() => people.meet(teams.members(to).map(({ account }) => account)), () => {}) // without a connection: after the next sync
    else people.meet([to])
    about()
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
    getApp<DemoApp>().globalData.chats?.more(this.data.id)
  },

  typed({ detail }: WechatMiniprogram.Input) {
    const { draft, to, inTeam } = this.data
    const longer = detail.value.length > draft.length
    this.setData({ draft: detail.value })
    if (inTeam && longer && detail.value.endsWith('@')) this.askWhom()
    else if (longer && !inTeam) getApp<DemoApp>().globalData.typing?.tell(to)
  },

  send() {
    const text = this.data.draft.trim()
    if (!text) return
    this.setData({ draft: '' })
    const { chats, typing } = getApp<DemoApp>().globalData
    if (!this.data.inTeam) {
      typing?.sent(this.data.to)
      return void chats?.send(this.data.id, text)
    }
    chats?.send(this.data.id, text, { teamSpecializationInfo: { needACK: true }, ...mentioning(this.whom, text) })
    this.whom = {}
  },

  /** Account → name of those picked for the message that is being written. */
  whom: {} as Record<string, string>,
  askWhom() {
    const { nim, people, teams } = getApp<DemoApp>().globalData
    if (!nim || !people || !teams) return
    const members = teams.members(this.data.to).map(({ account, nickInTeam }) => ({ account, name: nickInTeam || people.name(account) }))
    this.setData({ members: [{ account: '*', name: this.data.t.everybody }, ...members.filter(({ account }) => account !== nim.account)], panel: 'mention' })
  },
  mention(event: WechatMiniprogram.TouchEvent) {
    const { account, name } = event.currentTarget.dataset as Mention
    this.whom[account] = name
    this.setData({ draft: `${this.data.draft}${name} `, panel: '', focus: true })
  },

  info() {
    wx.navigateTo({ url: '/teams/info/info?id=' + this.data.to })
  },
  person(event: WechatMiniprogram.TouchEvent) {
    const { from } = event.currentTarget.dataset as { from: string }
    if (from !== this.data.me) wx.navigateTo({ url: '/social/person/person?account=' + from })
  },

  /** Who has read an own message of a team. */
  async readers(event: WechatMiniprogram.TouchEvent) {
    const item = this.item((event.currentTarget.dataset as { key: string }).key)
    const { nim, people } = getApp<DemoApp>().globalData
    const { t, inTeam } = this.data
    if (!item || !inTeam || !nim || !people) return
    try {
      wx.showModal({ title: t.readTitle, content: await readersText(nim, item.msg, people.name, t), showCancel: false, confirmText: t.confirm })
    } catch {
      wx.showToast({ title: t.failed, icon: 'none' })
    }
  },

  focused() {
    this.setData({ panel: '', focus: true })
  },
  blurred() {
    this.setData({ focus: false })
  },
  keyboard({ detail }: WechatMiniprogram.InputKeyboardHeightChange) {
    this.setData({ keyboard: detail.height }, () => this.toEnd())
  },

  togglePanel(event: WechatMiniprogram.TouchEvent) {
    const { panel } = event.currentTarget.dataset as { panel: 'emoji' | 'more' }
    this.setData({ panel: this.data.panel === panel ? '' : panel }, () => this.toEnd())
  },

  async attach(event: WechatMiniprogram.TouchEvent) {
    const { kind } = event.currentTarget.dataset as Pick<LocalFile, 'kind'>
    const chosen = await choose(kind)
    if (chosen.length) this.setData({ panel: '' })
    chosen.forEach((file) => getApp<DemoApp>().globalData.chats?.sendFile(this.data.id, file))
  },

  /** A tap on a picture or a file. */
  look(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event)
    if (!row || row.progress >= 0) return
    if (row.kind === 'image') wx.previewImage({ current: row.url, urls: this.data.rows.filter(({ kind, notice }) => kind === 'image' && !notice).map(({ url }) => url) })
    else if (row.kind === 'file') wx.navigateTo({ url: `/files/file/file?url=${encodeURIComponent(row.url)}&text=${encodeURIComponent(row.text)}&size=${encodeURIComponent(row.size)}` })
  },

  cancel(event: WechatMiniprogram.TouchEvent) {
    const item = this.item((event.currentTarget.dataset as { key: string }).key)
    if (item) getApp<DemoApp>().globalData.chats?.cancel(item)
  },
  emoji(event: WechatMiniprogram.TouchEvent) {
    this.setData({ draft: this.data.draft + (event.currentTarget.dataset as { emoji: string }).emoji })
  },

  /** A tap beside everything. */
  close() {
    const { menu, panel } = this.data
    if (menu || panel) this.setData({ menu: '', panel: '' })
  },

  item(key: string): Item | undefined {
    return getApp<DemoApp>()
      .globalData.chats?.get(this.data.id)
      .items.find(({ msg }) => msg.idClient === key)
  },

  rowOf(event: WechatMiniprogram.TouchEvent): Row | undefined {
    const { key } = event.currentTarget.dataset as { key: string }
    return this.data.rows.find((row) => row.key === key)
  },

  press(event: WechatMiniprogram.TouchEvent) {
    const row = this.rowOf(event)
    if (!row || row.progress >= 0) return
    wx.vibrateShort({ type: 'light' })
    this.setData({ menu: row.key, menuBelow: event.detail.y < menuRoom, menuCopy: row.kind === 'text', menuRecall: row.state === 'sent' || row.state === 'read' })
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
    if (item) getApp<DemoApp>().globalData.chats?.resend(item)
  },
})
