import type { Difference } from '../difference'
import { connectionDifferences } from './connection'
import { errorDifferences } from './errors'
import { friendDifferences } from './friends'
import { messageDifferences } from './messages'
import { sessionDifferences } from './sessions'
import { signalDifferences } from './signals'
import { storageDifferences } from './storage'
import { teamDifferences } from './teams'

/** Those that show wherever a client logs in or something fails: they need no declaration. */
export const ambient = ['D02-error-text', 'D03-error-fields', 'D04-heartbeat', 'D44-ack-batching', 'D84-kick-text', 'D90-card-requests']

/** Every difference there may be. */
export const differences: readonly Difference[] = [...errorDifferences, ...connectionDifferences, ...friendDifferences, ...messageDifferences, ...sessionDifferences, ...signalDifferences, ...storageDifferences, ...teamDifferences]
