import type { DemoApp } from '../../app'
import { texts } from '../../lib/i18n'

/** One line on top of a page while the connection is not there. */
Component({
  data: { state: '', text: '' },
  lifetimes: {
    attached() {
      const { link } = getApp<DemoApp>().globalData
      const t = texts()
      if (link) this.ended = link.watch((state) => this.setData({ state, text: state && t[state] }))
    },
    detached() {
      this.ended()
    },
  },
  methods: { ended() {} },
})
