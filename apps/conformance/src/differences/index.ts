import type { Difference } from '../difference'
import { connectionDifferences } from './connection'
import { errorDifferences } from './errors'
import { messageDifferences } from './messages'
import { missingModules } from './modules'
import { sessionDifferences } from './sessions'
import { teamDifferences } from './teams'

/** Those that show wherever a client logs in or something fails: they need no declaration. */
export const ambient = ['D02-error-text', 'D03-error-fields', 'D04-heartbeat', 'D43-missing-modules', 'D44-ack-batching']

/** Every difference there may be. `present` tells which modules our client has. */
export const differences = (present: (name: string) => boolean): Difference[] => [...errorDifferences, ...connectionDifferences, ...messageDifferences, ...sessionDifferences, ...teamDifferences, missingModules(present)]
