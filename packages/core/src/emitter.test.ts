import { EventEmitter } from 'eventemitter3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stage } from '../test/stage'
import { Emitter } from './emitter'

const quiet = () => Object.assign(new Emitter(), { fault: () => {} })

test('with listeners that behave it does what eventemitter3 does', () => {
  const contexts = [{ context: 1 }, { context: 2 }]
  const event = fc.constantFrom('a', 'b')
  const id = fc.integer({ min: 0, max: 3 })
  const maybe = <T>(...values: T[]) => fc.constantFrom(undefined, ...values)
  const rest = fc.tuple(maybe(...contexts), maybe(true))
  const step = fc.oneof(
    fc.record({ op: fc.constantFrom('on', 'once', 'addListener'), event, id, rest }),
    fc.record({ op: fc.constantFrom('off', 'removeListener'), event, id: maybe(0, 1, 2, 3), rest }),
    fc.record({ op: fc.constant('emit'), event, id }),
    fc.record({ op: fc.constantFrom('removeAllListeners', 'listenerCount'), event: maybe('a', 'b'), id })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30, size: 'max' }), (steps) => {
      const logs = [quiet(), new EventEmitter()].map((emitter: any) => {
        const log: unknown[] = []
        const listeners = [0, 1, 2, 3].map((n) =>
          function (this: unknown, ...args: unknown[]) {
            log.push([n, args, this === emitter || this])
            // some change the list while it is being told
            if (n === 2) emitter.off('a', listeners[0])
            if (n === 3 && args[0] !== 'again') emitter.emit('b', 'again')
          }
        )
        for (const { op, event, id, rest = [] } of steps as { op: string; event?: string; id?: number; rest?: unknown[] }[]) {
          if (op === 'emit') log.push(emitter.emit(event, id))
          else if (op === 'removeAllListeners') emitter.removeAllListeners(event)
          else if (op === 'listenerCount') log.push(emitter.listenerCount(event), emitter.eventNames().length)
          else emitter[op](event, id === undefined ? id : listeners[id], ...rest)
        }
        return log
      })
      expect(logs[0]).toEqual(logs[1])
    })
  )
})

test('one that throws is told of, stops no other, and a once stays a once', () => {
  const faults: unknown[] = []
  const emitter = Object.assign(new Emitter(), { fault: (e: unknown, what: string) => void faults.push([String(e), what]) })
  const heard: unknown[] = []
  const bad = () => {
    throw new Error('bad')
  }
  emitter.once('x', bad)
  emitter.on('x', (value) => heard.push(value))
  expect(emitter.emit('x', 1)).toBe(false)
  expect(emitter.emit('x', 2)).toBe(true)
  expect(emitter.emit('nobody')).toBe(false)
  expect(heard).toEqual([1, 2])
  expect(faults).toEqual([['Error: bad', 'x']])
})

test('context and symbols as events work; a listener that is none is a TypeError', () => {
  const emitter = quiet()
  const context = {}
  const selves: unknown[] = []
  const key = Symbol('event')
  emitter.on(
    key,
    function (this: unknown) {
      selves.push(this)
    },
    context
  )
  emitter.emit(key)
  expect(selves[0]).toBe(context)
  expect(() => emitter.on('x', 5 as never)).toThrow(TypeError)
  expect(emitter.emit('__proto__')).toBe(false)
  expect(emitter.emit('constructor')).toBe(false)
})

test('trouble in a listener of `error` itself goes to the console and no further', async () => {
  const { login, lines, run, script, host } = stage()
  const nim = await login()
  nim.on('error', () => {
    throw new Error('in error')
  })
  script.raw('3:::{')
  await run(10)
  expect(lines.filter((l) => /in error/.test(l))).toHaveLength(1)
  expect(host.errors).toEqual([])
  expect(nim.status).toBe('logined')
})
