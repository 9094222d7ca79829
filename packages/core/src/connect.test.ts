import { packet } from '@nim/testkit'
import { describe, expect, test } from 'vitest'
import { allow, outcome, stage } from '../test/stage'

describe('connect', () => {
  test('asks the LBS, dials, logs in, syncs; resolves after syncdone', async () => {
    const { make, network, script, clock, story, events } = stage()
    const nim = make()
    expect(nim.status).toBe('unconnected')
    const done = outcome(nim.connect())
    expect(nim.status).toBe('connecting')
    await clock.until(() => done.state !== 'pending')
    expect(done.state).toBe('resolved')
    expect(nim.status).toBe('logined')
    expect(story(true)).toBe('logined@logined syncdone@logined')
    expect(events[0]!.args).toEqual([{ connectionId: 'connection-1', ip: '10.0.0.1', port: '443', country: 'CN', aosPushInfo: undefined }])
    expect(events[1]!.args).toEqual([])
    expect(network.log.map((l) => l.url.replace(/t=\d+/, 't=*'))).toEqual([
      'https://lbs.test/lbs?k=appkey&id=alice&sv=180&pv=1&networkType=0',
      'https://link.test/socket.io/1/?t=*',
      'wss://link.test/socket.io/1/websocket/session-1',
    ])
    expect(script.received.map((c) => c.id)).toEqual(['2_3', '5_1'])
  })
})
