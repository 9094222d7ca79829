import type { FriendProfile } from '@nim/friends'
import { nameOf } from '../config'
import type { Client } from '../im'
import { createSignal } from '../lib/signal'

/** Presence, the service's own event. */
const presence = 1
/** Limits of one call. */
const mostCards = 150
const mostSubscriptions = 100

export interface Person {
  account: string
  name: string
  signature: string
  friend: boolean
  black: boolean
  mute: boolean
  online: boolean
}

const parts = <T>(list: T[], size: number): T[][] => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** Names, friends, black and mute list, and who is online. */
export function createPeople(nim: Client) {
  const changed = createSignal()
  const online = new Set<string>()
  const watched = new Set<string>()
  const asked = new Set<string>()
  let ready = false

  const blackList = () => (nim.user ? nim.user.relations().blackList : [])
  const muted = (account: string) => !!nim.user && nim.user.relations().muteList.some((m) => m.account === account)
  const friends = (): readonly Readonly<FriendProfile>[] => (nim.friend ? nim.friend.list() : [])
  const friend = (account: string) => (nim.friend ? nim.friend.get(account) : undefined)
  const card = (account: string) => (nim.user ? nim.user.get(account) : undefined)
  const name = (account: string): string => friend(account)?.alias || card(account)?.nick || nameOf(account)

  /** Learns what these accounts are called, and whether they are online. */
  async function meet(accounts: string[]): Promise<void> {
    if (!ready) return
    const unknown = accounts.filter((account) => !card(account) && !asked.has(account))
    const unwatched = accounts.filter((account) => !watched.has(account) && account !== nim.account)
    unknown.forEach((account) => asked.add(account))
    unwatched.forEach((account) => watched.add(account))
    await Promise.all([
      ...parts(unknown, mostCards).map((some) => nim.user.getUsersNameCardFromServer({ accounts: some }).catch(() => some.forEach((account) => asked.delete(account)))),
      // a subscription lasts: the client makes it again after a reconnect
      ...parts(unwatched, mostSubscriptions).map((some) => nim.event.subscribeEvent({ type: presence, accounts: some, sync: true }).catch(() => some.forEach((account) => watched.delete(account)))),
    ])
    if (unknown.length) changed.tell()
  }

  nim.on('pushEvents', (events) => {
    for (const { account, type, serverConfig } of events) {
      if (type !== presence) continue
      const { online: devices = [] } = JSON.parse(serverConfig || '{}') as { online?: number[] }
      if (devices.length) online.add(account)
      else online.delete(account)
    }
    changed.tell()
  })
  // what was heard before the loss may be wrong by now; the service tells it again
  nim.on('disconnect', () => {
    online.clear()
    changed.tell()
  })
  nim.on('syncdone', () => {
    ready = true
    meet([nim.account, ...friends().map(({ account }) => account), ...nim.session.getAllSessions().filter(({ scene }) => scene === 'p2p').map(({ to }) => to)])
    changed.tell()
  })
  nim.on('msg', ({ from }) => void meet([from]))
  for (const event of ['friends', 'syncFriend', 'users', 'relations', 'updateBlackList', 'updateMuteList', 'syncMyNameCard', 'updateMyNameCard', 'updateUserInfo'] as const) nim.on(event, changed.tell)
  // who answered a request, or ended a friendship, has changed the list by it
  nim.on('sysMsg', ({ type }) => (type === 'friendRequest' || type === 'deleteFriend') && (changed.tell(), meet(friends().map(({ account }) => account))))

  /** Runs a change of one's own, which raises no event. */
  const after = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    changed.tell()
    meet(friends().map(({ account }) => account))
    return result
  }

  const person = (account: string): Person => ({
    account,
    name: name(account),
    signature: card(account)?.signature || '',
    friend: !!friend(account),
    black: blackList().some((m) => m.account === account),
    mute: muted(account),
    online: online.has(account),
  })

  return {
    /** The lists are here. */
    get ready() {
      return ready
    },
    watch: changed.watch,
    name,
    card,
    person,
    muted,
    meet,
    isOnline: (account: string) => online.has(account),
    friends: () => friends().map(({ account }) => person(account)).sort((a, b) => a.name.localeCompare(b.name)),
    black: () => blackList().map(({ account }) => person(account)),
    apply: (account: string, ps: string) => after(nim.friend.applyFriend({ account, ps })),
    remove: (account: string) => after(nim.friend.deleteFriend({ account, delAlias: true })),
    rename: (account: string, alias: string) => after(nim.friend.updateFriend({ account, alias })),
    setBlack: (account: string, isAdd: boolean) => after(nim.user.setBlack({ account, isAdd })),
    setMute: (account: string, isAdd: boolean) => after(nim.user.setMute({ account, isAdd })),
    saveMine: (change: { nick: string; signature: string }) => after(nim.user.updateMyNameCard(change)),
    answered: changed.tell,
  }
}

export type People = ReturnType<typeof createPeople>
