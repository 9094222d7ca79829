import type { Texts } from './i18n'

const day = 86400000
const two = (n: number) => (n < 10 ? '0' : '') + n
const clock = (d: Date) => `${d.getHours()}:${two(d.getMinutes())}`
const midnight = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime()

/** A time as a chat shows it: the clock today, the weekday this week, then the date. `short` leaves the clock out of older ones. */
export function timeLabel(time: number, t: Texts, short = false, now = Date.now()): string {
  const d = new Date(time)
  const days = Math.round((midnight(new Date(now)) - midnight(d)) / day)
  if (days <= 0) return clock(d)
  const date = days === 1 ? t.yesterday : days < 7 ? t.weekdays[d.getDay()]! : `${d.getFullYear()}/${d.getMonth() + 1}/${d.getDate()}`
  return short ? date : `${date} ${clock(d)}`
}
