import { packet, type Entry } from '@nim/testkit'
import { createStage } from '../stage'
import type { Case } from './family'

/** One client make, made anew for every case in the same world: what a case leaves behind would show in the next one. */
export function createBench(file: string) {
  const stage = createStage(file, {})
  const { script, clock, rec } = stage
  return {
    async play({ sync, live, answers = {}, calls = [], login, syncOptions }: Case): Promise<Entry[]> {
      stage.fresh()
      for (const [id, r] of Object.entries({ ...answers, ...(login && { '2_3': login }) })) script.on(id, { r })
      script.sync = sync
      const nim = stage.make({ deviceId: 'device' }, { syncOptions })
      await rec.call('connect', () => {
        void nim.connect()
      })
      await clock.run(100)
      for (const p of live) {
        script.push(packet(`${p.sid}_${p.cid}`, ...(p.r ?? [])))
        await clock.run(10)
      }
      for (const [path, args] of calls) await stage.do(path, args)
      stage.note('sessions', nim.session.getAllSessions())
      void nim.destroy()
      await clock.run(50)
      for (const id of [...Object.keys(answers), ...(login ? ['2_3'] : [])]) script.off(id)
      script.devices.length = 0
      return rec.entries.slice()
    },
    close: () => void stage.close(),
  }
}
