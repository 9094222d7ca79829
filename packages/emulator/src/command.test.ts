import { afterEach, describe, expect, it } from 'vitest'
import { runCommand } from './command'
import type { Emulator } from './emulator'
import { login, open, property, loginTags } from './probe'

let emulator: Emulator | undefined
let printed: string
let warned: string

async function run(...args: string[]) {
  printed = warned = ''
  emulator = await runCommand(args, { out: (text) => (printed += text), err: (text) => (warned += text) })
  return emulator
}

afterEach(async () => {
  await emulator?.close()
  emulator = undefined
})

describe('nim-emulator', () => {
  it('starts with nothing but a port, and says where it is', async () => {
    const { url, lbsUrl, linkUrl } = await run('--port', '0')
    for (const text of [url, lbsUrl, linkUrl, 'alice, bob', '<account>-token']) expect(printed).toContain(text)
    await login(emulator!, 'alice')
    expect(warned).toBe('')
  })

  it('takes accounts, appkey and policy', async () => {
    await run('-p', '0', '-a', 'zoe:secret', '-a', 'Yan', '--appkey', 'k', '--kick-policy', '1', '--verbose')
    expect(emulator!.appkey).toBe('k')
    expect(emulator!.accounts.list()).toMatchObject([{ account: 'zoe', token: 'secret' }, { account: 'yan', token: 'yan-token' }])
    const first = await login(emulator!, 'zoe', { deviceId: 'Z1' })
    await login(emulator!, 'zoe', { deviceId: 'Z2' })
    await first.closed
    const wrong = await open(emulator!)
    await wrong.call('2_3', [property({ ...loginTags(emulator!, 'zoe'), 1000: 'guess' })])
    expect(warned).toMatch(/info login account=zoe deviceId=Z1\n/)
    expect(warned).toMatch(/info refused cmd=2_3 code=302/)
    expect(printed + warned).not.toMatch(/secret|guess/)
  })

  it.each([[['--port', 'x'], /from 0 to 65535/], [['--kick-policy', '9'], /Allowed choices/], [['-a', 'two words'], /<account>/], [['--nonsense'], /unknown option/]])('refuses %j', async (args, message) => {
    await expect(run(...args)).rejects.toThrow()
    expect(warned).toMatch(message)
  })

  it('helps', async () => {
    await expect(run('--help')).rejects.toMatchObject({ exitCode: 0 })
    expect(printed).toContain('--login-callback')
  })
})
