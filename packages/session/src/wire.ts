import type { Compiled, Wire } from '@nim/core'

export const wire = {
  records: {
    stickTopSession: '1id ext createTime+ updateTime+',
    cloudSessionQuery: '1minTimestamp maxTimestamp includedLastMsg? limit hasMore',
    cloudSession: '1sessionId updateTime+ ext lastMsg lastMsgType',
    sessionAck: '1scene to timetag',
  },
  commands: {
    // → time per account, time per team (`m_map`), timetag
    syncSessionAck: '4_14 > . . +',
    // → time per super team (`m_map`), timetag
    syncSuperTeamSessionAck: '4_20 > . +',
    // → timetag, whether anything changed, all sessions on top
    nimSyncStickTopSessions: '4_23 > + . *stickTopSession',
    deleteRoamingMsgs: '7_9 StrArray',
    // scene, to, time
    markSessionAck: '7_16 byte String long',
    nimQueryCloudSessionList: '7_19 @cloudSessionQuery > @cloudSessionQuery *cloudSession',
    nimQueryCloudSession: '7_20 @cloudSession > @cloudSession',
    nimUpdateCloudSession: '7_21 @cloudSession',
    nimDeleteCloudSessionList: '7_22 *cloudSession',
    markMultSessionsAck: '7_25 *sessionAck ! 700',
    // → scene (0 p2p, 1 team), to, time
    syncMarkSessionAck: '7_116 > + . +',
    nimMultiSyncUpdateCloudSession: '7_121 > @cloudSession',
    // to, time
    markSuperTeamSessionAck: '21_25 long long',
    markMultSuperTeamSessionsAck: '21_32 *sessionAck ! 700',
    // → to, time
    syncMarkSuperTeamSessionAck: '21_125 > . +',
    nimAddStickTopSession: '23_12 @stickTopSession > @stickTopSession',
    nimDeleteStickTopSession: '23_13 @stickTopSession > +',
    nimUpdateStickTopSession: '23_14 @stickTopSession > @stickTopSession',
    nimMultiSyncAddStickTopSession: '23_112 > @stickTopSession',
    // → time, session
    nimMultiSyncDeleteStickTopSession: '23_113 > + @stickTopSession',
    nimMultiSyncUpdateStickTopSession: '23_114 > @stickTopSession',
  },
} satisfies Wire

/** The tables, compiled. */
export type Wired = Compiled<typeof wire>
export type Commands = Wired['commands']

/** Arrive too, but tell nothing that the client needs: sessions with more roaming messages, and how complete the sync was. */
export const informative: Wire = {
  records: {
    reliableContext: '1timetag 2type',
    sessionReliableInfo:
      '1scene 2sessionId 3syncStatus 4syncEndMsgId 5syncEndMsgidClient 6syncEndMsgTime 7syncStartMsgid 8syncStartMsgidClient 9syncStartMsgTime 10nextMsgid 11nextMsgidClient 12nextMsgTime 13roamMsgSync 14offlineMsgSync 15netCallOfflineMsgSync',
    sessionWithMoreRoaming: '0scene 1to 2from 7time 12idServer',
  },
  commands: {
    nimSyncSessionsWithMoreRoaming: '4_22 > *sessionWithMoreRoaming',
    syncSessionReliableInfo: '4_25 > @reliableContext *sessionReliableInfo',
  },
}
