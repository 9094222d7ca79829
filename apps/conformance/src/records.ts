import { serviceTime } from '@nim/testkit'
import type { Stage } from './stage'

export type Tagged = Record<number, unknown>

/** A text from bob to alice: the n-th, a second apart. */
export const text = (n: number, more: Tagged = {}): Tagged => ({ 0: '0', 1: 'alice', 2: 'bob', 4: '1', 7: String(serviceTime + n * 1000), 8: '0', 9: 'text ' + n, 11: 'client-' + n, 12: String(1000 + n), ...more })
export const toTeam = (n: number, more: Tagged = {}) => text(n, { 0: '1', 1: '100', ...more })
export const toSuperTeam = (n: number, more: Tagged = {}) => text(n, { 0: '5', 1: '900', ...more })
/** One that alice sent, from another device of hers. */
export const own = (n: number, more: Tagged = {}) => text(n, { 1: 'bob', 2: 'alice', ...more })
/** A notification with this attach. */
export const notice = (n: number, id: number, data: object | undefined, more: Tagged = {}) => toTeam(n, { 8: '5', 9: undefined, 10: JSON.stringify({ id, data }), ...more })
export const recalled = (n: number, more: Tagged = {}): Tagged => ({ 0: String(serviceTime + 60_000), 1: '7', 2: 'alice', 3: 'bob', 4: 'oops', 6: 'notice-' + n, 10: 'client-' + n, 11: String(1000 + n), 14: String(serviceTime + n * 1000), 15: 'Bob', 16: 'bob', ...more })
export const at = (n: number) => String(serviceTime + n * 1000)

/** The service takes what is sent: the n-th gets the id `srv-n` and the time. */
export function accept(t: Stage, time = () => String(t.script.now())): void {
  let n = 0
  for (const id of ['7_1', '8_2', '21_2']) t.script.on(id, ({ q }) => ({ r: [{ ...(q[0] as Tagged), 7: time(), 12: 'srv-' + ++n }] }))
}

/** Logs in with this conversation known. */
export async function withSession(t: Stage, ...rows: Tagged[]): Promise<void> {
  await t.login()
  for (const row of rows.length ? rows : [text(1)]) await t.push(row[0] === '0' ? '7_2' : row[0] === '1' ? '8_3' : '21_3', row)
}

/** The sessions as the app would list them. */
export const sessions = (t: Stage) => t.do('session.getAllSessions')
