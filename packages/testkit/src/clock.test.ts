import { expect, test } from 'vitest'
import { createClock, realClock } from './clock'

test('timers fire in order of due time, then of setting, and promises are drained after each', async () => {
  const clock = createClock(1000)
  const { setTimeout } = clock.timers()
  const seen: string[] = []
  setTimeout(() => seen.push('b' + clock.now()), 20)
  setTimeout(() => {
    seen.push('a' + clock.now())
    void Promise.resolve().then(() => Promise.resolve().then(() => seen.push('promise of a')))
  }, 10)
  setTimeout(() => seen.push('c' + clock.now()), 20)
  await clock.run(19)
  expect(seen).toEqual(['a1010', 'promise of a'])
  await clock.run(1)
  expect(seen.slice(2)).toEqual(['b1020', 'c1020'])
  expect([clock.now(), clock.pending]).toEqual([1020, 0])
})

test('intervals repeat until cleared; a cleared timeout does not fire; arguments are passed on', async () => {
  const clock = createClock()
  const { setInterval, clearInterval, setTimeout, clearTimeout } = clock.timers()
  const seen: unknown[] = []
  const id = setInterval((x) => seen.push(x), 10, 'tick')
  clearTimeout(setTimeout(() => seen.push('never'), 5))
  await clock.run(35)
  clearInterval(id)
  await clock.run(35)
  expect(seen).toEqual(['tick', 'tick', 'tick'])
})

test('a timeout beyond 31 bits fires at once, as hosts have it', async () => {
  const clock = createClock()
  let fired = false
  clock.timers().setTimeout(() => (fired = true), Number.MAX_SAFE_INTEGER)
  await clock.run(1)
  expect(fired).toBe(true)
})

test('a frozen program stands still while the others go on, and catches up when it thaws', async () => {
  const clock = createClock()
  const [app, world] = [clock.timers(), clock.timers()]
  const seen: string[] = []
  app.setTimeout(() => seen.push('app timer'), 10)
  world.setTimeout(() => app.call(() => seen.push('frame')), 20)
  world.setTimeout(() => seen.push('world'), 30)
  app.freeze()
  await clock.run(100)
  expect(seen).toEqual(['world'])
  app.thaw()
  await clock.run(0)
  expect(seen).toEqual(['world', 'frame', 'app timer'])
})

test('until() runs just as far as needed, and says when it was in vain', async () => {
  const clock = createClock(0)
  let done = false
  clock.timers().setTimeout(() => (done = true), 70)
  expect(await clock.until(() => done)).toBe(true)
  expect(clock.now()).toBe(70)
  expect(await clock.until(() => false, 30)).toBe(false)
  expect(clock.now()).toBe(100)
})

test('errors of timers go to onError, or to the caller', async () => {
  const clock = createClock()
  const { setTimeout } = clock.timers()
  const boom = () => {
    throw new Error('boom')
  }
  setTimeout(boom)
  await expect(clock.run(1)).rejects.toThrow('boom')
  const errors: unknown[] = []
  clock.onError = (e) => errors.push(e)
  setTimeout(boom)
  await clock.run(1)
  expect(errors).toHaveLength(1)
})

test('a loop of zero timers is reported instead of running for ever', async () => {
  const clock = createClock()
  const { setTimeout } = clock.timers()
  const again = () => void setTimeout(again)
  again()
  await expect(clock.run(1)).rejects.toThrow('does not get past')
})

test('real time has the same face', async () => {
  const clock = realClock()
  const { setTimeout, setInterval, clearInterval } = clock.timers()
  let n = 0
  const id = setInterval(() => n++, 1)
  setTimeout(() => clearInterval(id), 30)
  expect(clock.pending).toBe(2)
  expect(await clock.until(() => n > 1)).toBe(true)
  expect(await clock.until(() => !clock.pending)).toBe(true)
})
