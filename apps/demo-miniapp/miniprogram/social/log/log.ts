import type { DemoApp } from '../../app'
import { once } from '../../lib/data'
import { texts } from '../../lib/i18n'

const two = (n: number, digits = 2) => String(n).padStart(digits, '0')
const stamp = (time: number) => {
  const d = new Date(time)
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${two(d.getMilliseconds(), 3)}`
}

Page({
  data: { t: texts(), lines: [] as { time: string; what: string; detail: string }[] },

  onLoad() {
    const { log } = getApp<DemoApp>().globalData
    const t = texts()
    this.setData({ t })
    wx.setNavigationBarTitle({ title: t.log })
    if (!log) return
    const render = once(() => this.setData({ lines: log.lines().map((line) => ({ ...line, time: stamp(line.time) })) }))
    this.leave = log.watch(render)
    render()
  },

  onUnload() {
    this.leave()
  },

  leave() {},

  copy() {
    const { lines, t } = this.data
    wx.setClipboardData({ data: lines.map(({ time, what, detail }) => `${time} ${what} ${detail}`).join('\n'), success: () => wx.showToast({ title: t.copied, icon: 'none' }) })
  },
})
