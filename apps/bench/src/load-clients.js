// Many clients in one worker thread. They speak the bare protocol: handshake, login, sync, heartbeat, an acknowledgement for each message.
import { Agent, get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { WebSocket } from 'ws'

const { url, devices, index, threads, members, team } = workerData
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
/** Comparable over the threads of one process. */
const clock = () => performance.timeOrigin + performance.now()

const fetchText = (address) =>
  new Promise((resolve, reject) => {
    get(address, { agent }, (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve(text))
    }).on('error', reject)
  })

const sockets = new Map()
let received = []
let answers = []
let lost = 0
let ser = 0

function packet(socket, { sid, cid, ser: mine, code, r }, waiting) {
  const settle = waiting.get(mine)
  if (settle) {
    waiting.delete(mine)
    settle(code)
  } else if (sid === 8 && cid === 3) {
    const { 9: body, 12: id } = r[0]
    if (!body) return
    received.push(clock() - Number(body))
    socket.send('3:::' + JSON.stringify({ SER: ++ser, SID: 4, CID: 5, Q: [{ t: 'byte', v: 8 }, { t: 'byte', v: 3 }, { t: 'LongArray', v: [id] }] }))
  }
}

async function login(i) {
  const session = (await fetchText(`${url}/socket.io/1/?t=1`)).split(':')[0]
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/1/websocket/${session}`, { perMessageDeflate: false })
  const waiting = new Map()
  const call = (SID, CID, Q) =>
    new Promise((resolve) => {
      waiting.set(++ser, resolve)
      socket.send('3:::' + JSON.stringify({ SER: ser, SID, CID, Q }))
    })
  await new Promise((up, failed) => {
    socket.on('error', failed)
    socket.on('message', (data) => {
      const text = data.toString()
      if (text.startsWith('3:::')) packet(socket, JSON.parse(text.slice(4)), waiting)
      else if (text === '1::') up(undefined)
      else if (text === '2::') socket.send('2::')
    })
  })
  socket.on('close', () => lost++)
  const code = await call(2, 3, [{ t: 'Property', v: { 3: 16, 4: 'load', 8: 1, 13: `d${i}`, 18: 'local', 19: `u${i}`, 1000: 't' } }])
  if (code !== 200) throw new Error(`u${i} may not log in: ${code}`)
  await call(5, 1, [{ t: 'Property', v: { 1: 0, 2: 0, 3: 0, 7: 0, 9: 0, 11: 0, 14: 0, 17: 0, 18: 0 } }])
  sockets.set(i, call)
}

/** Sends `rate` messages a second into the team for some seconds, in turn from its members here, evenly spread. */
async function send(rate, seconds) {
  const speakers = [...sockets].filter(([i]) => i < members).map(([, call]) => call)
  const start = clock()
  const total = Math.round(rate * seconds)
  for (let n = 0; n < total; ) {
    const due = Math.min(total, Math.floor(((clock() - start) / 1000) * rate) + 1)
    for (; n < due; n++) {
      const began = clock()
      const body = String(began)
      speakers[n % speakers.length](8, 2, [{ t: 'Property', v: { 0: 1, 1: team, 8: 0, 9: body, 11: `${index}-${++ser}` } }]).then((code) => answers.push(code === 200 ? clock() - began : NaN))
    }
    await new Promise((next) => setTimeout(next, 1))
  }
  return total
}

const doors = {
  async login() {
    let next = index
    const worker = async () => {
      for (let mine = next; mine < devices; mine = next) {
        next += threads
        await login(mine)
      }
    }
    await Promise.all(Array.from({ length: 32 }, worker))
  },
  send: ({ rate, seconds }) => send(rate, seconds),
  take() {
    const taken = { received, answers, lost }
    received = []
    answers = []
    return taken
  },
  count: () => ({ received: received.length, answers: answers.length }),
}

parentPort.on('message', async ({ id, door, input }) => {
  try {
    parentPort.postMessage({ id, result: await doors[door](input) })
  } catch (e) {
    parentPort.postMessage({ id, error: e.message })
  }
})
