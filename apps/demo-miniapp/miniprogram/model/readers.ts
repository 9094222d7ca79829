import type { IMMessage } from '@nim/msg'
import type { Client } from '../im'
import type { Texts } from '../lib/i18n'

/** Who has read an own message of a team, and who has not: two lines of names. */
export async function readersText(nim: Client, { to, idClient, idServer = '' }: IMMessage, name: (account: string) => string, t: Texts): Promise<string> {
  const { readAccounts, unreadAccounts } = await nim.msg.getTeamMsgReadAccounts({ teamMsgReceipt: { teamId: to, idClient, idServer } })
  const names = (accounts: string[]) => accounts.map(name).join(t.and) || t.nobody
  return `${t.readers}: ${names(readAccounts)}\n${t.nonReaders}: ${names(unreadAccounts)}`
}
