// Frames of the service, made once and sent as text: every client gets the very same bytes.
const text = (packet) => '3:::' + JSON.stringify(packet)
const hex = (n) => n.toString(16).padStart(32, '0')
const now = 1_700_000_000_000

/** One message as the service sends it. */
export const message = (from, i, to = 'me') => ({
  0: '0', 1: to, 2: from, 4: '16', 5: hex(i % 97), 6: 'nick of ' + from, 7: String(now + i), 8: '0', 9: 'message number ' + i,
  11: hex(i + 1_000_000), 12: String(9_000_000_000 + i), 14: '1600000000000', 100: '1', 101: '1', 102: '1', 107: '1', 108: '1',
})

/** Roaming messages: one frame a session, newest first. */
export function roaming(sessions, each) {
  const frames = []
  let i = 0
  for (let s = 0; s < sessions; s++) {
    const list = Array.from({ length: each }, () => message('peer' + s, i++)).reverse()
    frames.push(text({ sid: 4, cid: 9, ser: 0, code: 200, r: [list] }))
  }
  return frames
}

export const offline = (count) => [text({ sid: 4, cid: 4, ser: 0, code: 200, r: [Array.from({ length: count }, (_, i) => message('peer', i))] })]

const team = (i) => ({ 1: String(1000 + i), 3: 'team ' + i, 4: '1', 5: 'owner' + i, 6: '200', 8: '1', 9: '12', 10: String(now), 11: String(now), 12: String(now), 13: '1', 16: '0', 20: '', 21: '0', 22: '0', 23: '0', 24: '0', 101: '0' })
export const teams = (count) => [text({ sid: 8, cid: 109, ser: 0, code: 200, r: [now, Array.from({ length: count }, (_, i) => team(i))] })]

const friend = (i) => ({ 4: 'friend' + i, 5: '1', 6: '1', 7: '0', 8: 'alias ' + i, 11: String(now), 12: String(now) })
const card = (i) => ({ 1: 'friend' + i, 3: 'nick ' + i, 4: 'https://example.com/' + i, 6: '1', 12: String(now), 13: String(now) })
export const friends = (count) => [
  text({ sid: 12, cid: 5, ser: 0, code: 200, r: [Array.from({ length: count }, (_, i) => friend(i)), now] }),
  text({ sid: 12, cid: 6, ser: 0, code: 200, r: [Array.from({ length: count }, (_, i) => card(i)), now] }),
]

/** Live messages spread over some sessions, in the reliable-delivery envelope as the service sends them. */
export const live = (count, sessions) =>
  Array.from({ length: count }, (_, i) => text({ sid: 7, cid: 2, ser: 0, code: 200, r: [message('peer' + (i % sessions), i)] }))
