import { expect, test } from 'vitest'
import { rig } from './rig.test-d'

test('x', async () => {
  const r = await rig()
  const m = await r.done(r.nim.msg.sendTextMsg({ scene: 'p2p', to: 'bob', body: 'hi' }))
  console.log(m, r.story(), JSON.stringify(r.frames()))
})
