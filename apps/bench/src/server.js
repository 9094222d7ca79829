// The service of a run: LBS, handshake, login, sync, sends; everything else is answered with an empty 200.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** @param {string[]} frames what every sync delivers */
export async function startServer(frames = [], port = 0) {
  let session = 0
  const sockets = new Set()
  const here = () => /** @type {import('node:net').AddressInfo} */ (http.address()).port
  const http = createServer((req, res) => {
    const url = req.url ?? ''
    if (/lbs/.test(url)) res.end(JSON.stringify({ common: { link: [`127.0.0.1:${here()}`] } }))
    else res.end(`s${++session}:60:60:websocket`)
  })
  const wss = new WebSocketServer({ server: http, perMessageDeflate: false })
  let idServer = 1
  /** a frozen server takes everything and says nothing */
  let frozen = false

  wss.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.send('1::')
    socket.on('message', (data) => {
      const text = String(data)
      if (frozen || !text.startsWith('3:::')) return
      const { SID, CID, SER, Q } = JSON.parse(text.slice(4))
      const id = SID + '_' + CID
      const answer = (...r) => socket.send('3:::' + JSON.stringify({ sid: SID, cid: CID, ser: SER, code: 200, r }))
      if (id === '4_5') return
      if (id === '2_3') answer({ 102: 'c' + session, 103: '127.0.0.1', 104: '1' }, [])
      else if (id === '5_1') {
        for (const frame of frames) socket.send(frame)
        answer(String(Date.now()))
      } else if (id === '7_1') answer({ ...Q[0].v, 7: String(Date.now()), 12: String(idServer++) })
      else if (id === '3_7') answer(Q[0].v.map((account) => ({ 1: account, 3: account, 13: '1900000000000' })))
      else answer()
    })
  })
  await new Promise((done) => http.listen(port, '127.0.0.1', () => done(undefined)))
  return {
    port: here(),
    base: `http://127.0.0.1:${here()}`,
    /** Sends as fast as the socket takes it. */
    async burst(list) {
      const [socket] = sockets
      for (let i = 0; i < list.length; i++) {
        socket.send(list[i])
        if (socket.bufferedAmount > 1 << 20) await new Promise((done) => setImmediate(done))
      }
    },
    kill: () => sockets.forEach((socket) => socket.terminate()),
    freeze: (on) => void (frozen = on),
    async close() {
      sockets.forEach((socket) => socket.terminate())
      wss.close()
      await new Promise((done) => http.close(done))
    },
  }
}
