import { createNim } from '@nim/core'
import { msg } from '@nim/msg'
import { session } from '@nim/session'
import { systemMessage } from '@nim/sysmsg'
import { appkey, server } from './config'
import type { Account } from './config'

/** A client with just the modules this app uses. */
export function createClient({ account, token }: Account) {
  const host = wx.getLaunchOptionsSync().query.server || server
  return createNim({
    appkey,
    account,
    token,
    lbsUrls: [`http://${host}/lbs/webconf.jsp`],
    linkUrl: host,
    isFixedDeviceId: true,
    debugLevel: 'warn',
    plugins: [msg(), session(), systemMessage()],
  })
}

export type Client = ReturnType<typeof createClient>
