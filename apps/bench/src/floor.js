// The floor: what any client of this protocol has to do. Handshake, login, sync, JSON.parse of each frame, one callback per message; no state, no acks.
const login = { SID: 2, CID: 3, Q: [{ t: 'Property', v: {} }] }
const sync = { SID: 5, CID: 1, Q: [{ t: 'Property', v: { 2: 0, 7: 0 } }] }
const lists = new Set(['4_9', '4_4', '8_109', '12_5', '12_6'])

export class Floor {
  constructor({ lbsUrls, linkUrl }) {
    this.lbsUrl = lbsUrls[0]
    this.linkUrl = linkUrl
    this.listeners = new Map()
    this.waiting = new Map()
    this.ser = 0
    this.msg = { sendTextMsg: (o) => this.call({ SID: 7, CID: 1, Q: [{ t: 'Property', v: { 0: 0, 1: o.to, 2: 'me', 8: 0, 9: o.body, 11: String(this.ser) } }] }) }
  }
  on(event, fn) {
    this.listeners.set(event, fn)
  }
  emit(event, value) {
    this.listeners.get(event)?.(value)
  }
  call(packet) {
    const SER = ++this.ser
    this.task.send({ data: '3:::' + JSON.stringify({ SER, ...packet }) })
    return new Promise((resolve) => this.waiting.set(SER, resolve))
  }
  async connect() {
    const get = (url, dataType) => new Promise((success, fail) => wx.request({ url, dataType, success, fail }))
    await get(this.lbsUrl, 'json')
    const { data } = await get(`https://${this.linkUrl}/socket.io/1/?t=1`, 'text')
    this.task = wx.connectSocket({ url: `wss://${this.linkUrl}/socket.io/1/websocket/${data.split(':')[0]}` })
    await new Promise((up) =>
      this.task.onMessage(({ data: text }) => {
        if (text.startsWith('3:::')) this.packet(JSON.parse(text.slice(4)))
        else if (text === '1::') up(undefined)
        else if (text === '2::') this.task.send({ data: '2::' })
      })
    )
    await this.call(login)
    this.emit('logined')
    await this.call(sync)
    this.emit('syncdone')
  }
  packet(p) {
    const settle = this.waiting.get(p.ser)
    if (settle) {
      this.waiting.delete(p.ser)
      settle(p)
    } else if (p.sid === 7 && p.cid === 2) this.emit('msg', p.r[0])
    else if (lists.has(p.sid + '_' + p.cid)) for (const item of p.r.find(Array.isArray)) this.emit('row', item)
  }
}
