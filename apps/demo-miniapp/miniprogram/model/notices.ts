import type { SystemMessage } from '@nim/sysmsg'
import type { Client } from '../im'
import { createSignal } from '../lib/signal'

/** A notice that is kept: requests, invitations and their answers. */
export interface Notice {
  id: string
  /** What happened; a friend notice by its own kind. */
  kind: 'applyFriend' | 'addFriend' | 'passFriendApply' | 'rejectFriendApply' | 'deleteFriend' | 'teamInvite' | 'rejectTeamInvite' | 'applyTeam' | 'rejectTeamApply'
  from: string
  time: number
  words: string
  teamId?: string
  teamName?: string
  state: 'new' | 'pass' | 'decline' | 'expired'
  read: boolean
}

/** What the service said when a request is dealt with already. */
const expired = 509
const most = 100

const teamKinds = ['teamInvite', 'rejectTeamInvite', 'applyTeam', 'rejectTeamApply']

function kindOf({ type, attach }: SystemMessage): Notice['kind'] | undefined {
  if (type === 'friendRequest') return attach && attach.type
  return type === 'deleteFriend' || teamKinds.includes(type) ? (type as Notice['kind']) : undefined
}

/** Can be accepted or rejected. */
export const isAsking = ({ kind, state }: Notice): boolean => state === 'new' && (kind === 'applyFriend' || kind === 'teamInvite' || kind === 'applyTeam')

/** The notices of the account. The service tells each one once, so they are kept on the phone. */
export function createNotices(nim: Client, answerTeam: (notice: Notice, pass: boolean) => Promise<void>) {
  const key = 'notices:' + nim.account
  let list: Notice[] = wx.getStorageSync(key) || []
  const changed = createSignal()
  const save = () => {
    list = list.slice(0, most)
    wx.setStorageSync(key, list)
    changed.tell()
  }

  const add = (messages: SystemMessage[]) => {
    let added = false
    for (const message of messages) {
      const kind = kindOf(message)
      const { from, time, idServer, content, attach } = message
      const id = idServer || `${kind}-${from}-${time}`
      if (!kind || list.some((notice) => notice.id === id)) continue
      const { teamId, name } = Object(Object(attach).team) as { teamId?: string; name?: string }
      // asked again: the older question is settled by the newer
      list = list.filter((old) => !(isAsking(old) && old.kind === kind && old.from === from && old.teamId === teamId))
      list.push({ id, kind, from, time, words: content || '', teamId: teamId || (message.type === 'applyTeam' ? message.to : undefined), teamName: name, state: 'new', read: false })
      added = true
    }
    if (!added) return
    list.sort((a, b) => b.time - a.time)
    save()
  }
  nim.on('sysMsg', (message) => add([message]))
  nim.on('syncSysMsgs', add)
  nim.on('syncFriend', (action) => {
    // answered on another device
    if (action.type !== 'passFriendApply' && action.type !== 'rejectFriendApply') return
    settle((notice) => notice.kind === 'applyFriend' && notice.from === action.account, action.type === 'passFriendApply' ? 'pass' : 'decline')
  })

  const settle = (which: (notice: Notice) => boolean, state: Notice['state']) => {
    list.filter((notice) => isAsking(notice) && which(notice)).forEach((notice) => Object.assign(notice, { state, read: true }))
    save()
  }

  return {
    watch: changed.watch,
    list: (): readonly Notice[] => list,
    unread: (): number => list.filter(({ read }) => !read).length,
    markRead() {
      if (!list.some(({ read }) => !read)) return
      list.forEach((notice) => (notice.read = true))
      save()
    },
    async answer(id: string, pass: boolean): Promise<void> {
      const notice = list.find((known) => known.id === id)
      if (!notice) return
      try {
        if (notice.kind !== 'applyFriend') await answerTeam(notice, pass)
        else await (pass ? nim.friend.passFriendApply({ account: notice.from, idServer: id }) : nim.friend.rejectFriendApply({ account: notice.from, idServer: id }))
      } catch (error) {
        if ((error as { code?: number }).code !== expired) throw error
        return settle((known) => known.id === id, 'expired')
      }
      settle((known) => known.id === id, pass ? 'pass' : 'decline')
    },
    clear() {
      list = []
      save()
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
