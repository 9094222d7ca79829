import type { Plugin } from '@nim/core'
import { kept } from './kept'
import type { AnswerFriendOptions, FriendAction, FriendOptions, FriendProfile, FriendShape } from './types'
import { wire, type Wired } from './wire'

/** What `@nim/sysmsg` offers: it tells that a friend request was answered. */
interface Notices {
  answered(update: object): void
}

/** Kinds of requests; their words are in wire.ts. */
const add = 1
const apply = 2
const pass = 3
const reject = 4

/** Types of system notifications. */
const requested = 5
const deleted = 6

/** Friends: `nim.friend`. */
export function friend(options: FriendOptions = {}): Plugin<FriendShape> {
  return {
    name: 'friend',
    wire,
    texts: { 419: 'too many: the limit is reached' },
    setup(ctx, { commands: c, records }: Wired) {
      const { call, check, emit, mark } = ctx
      const { keep } = Object.assign({}, ctx.config('friend'), options)
      const friends = kept<FriendProfile>(keep, (f) => f.valid !== false)

      /** Completes a decoded friend. */
      const read = (f: any): FriendProfile => {
        if (f.relationShip >= 0) f.valid = f.relationShip === 1
        return f
      }
      const gone = (account: string) => friends.put({ account, valid: false })
      /** A friend that one has since now, as far as it is known; one that was there already stays as it is. */
      const made = (account: string, more?: object): any => {
        const time = ctx.now()
        const f = Object.assign({ account, createTime: time, updateTime: time, valid: true }, more)
        if (!friends.get(account)) friends.put(f)
        return f
      }

      /** Asks somebody, or answers: all are one command. */
      const ask = async (type: number, { account, ps }: { account: string; ps?: string }) => {
        await call(c.friendReuqest, [account, type, ps || ''])
        return type === add || type === pass ? made(account) : undefined
      }
      const answer = (type: number, state: string) => async (o: AnswerFriendOptions) => {
        check(o, 'account')
        await ask(type, o)
        const notices = ctx.peer<Notices>('systemMessage')
        if (notices) notices.answered({ idServer: o.idServer, from: o.account, state, type: 'friendRequest' })
      }

      return {
        api: {
          friend: {
            async getFriends() {
              const list = (await call(c.getFriends, [0])).r[0].map(read)
              friends.clear()
              list.forEach(friends.put)
              return list
            },
            async addFriend(o) {
              check(o, 'account ps?')
              return Object.assign(await ask(add, o), { source: 0, passRelationShip: 1, relationShip: 1, bitsExtension: 0 })
            },
            async applyFriend(o) {
              check(o, 'account')
              await ask(apply, o)
            },
            passFriendApply: answer(pass, 'pass'),
            rejectFriendApply: answer(reject, 'decline'),
            async deleteFriend(o) {
              check(o, 'account delAlias:b')
              await call(c.deleteFriend, [o.account, { delAlias: o.delAlias }])
              gone(o.account)
            },
            async updateFriend(o) {
              check(o, 'account alias:s ext?:s')
              const { account, alias, ext } = o
              const change = ext === undefined ? { account, alias } : { account, alias, ext }
              await call(c.updateFriend, [change])
              changed(change)
            },
            list: friends.all,
            get: friends.get,
          },
        },
        sync: { friends: 11 },
        rows: {
          syncFriends([list, timetag]) {
            mark('friends', timetag)
            list.forEach((f: any) => friends.put(read(f)))
            if (list[0]) emit('friends', list)
          },
        },
        push: {
          syncFriendRequest(r) {
            const action: any = ctx.decode<FriendAction>(records.friendAction, r)
            if (/^(add|pass)/.test(action.type)) action.friend = made(action.account, { alias: '', ext: '' })
            emit('syncFriend', action)
          },
          syncDeleteFriend([account]) {
            gone(account)
            emit('syncFriend', { type: 'deleteFriend', account })
          },
          syncUpdateFriend([f]) {
            if (!f) return
            changed(read(f))
            emit('syncFriend', { type: 'updateFriend', friend: f })
          },
        },
        // nothing else tells the one who is added, let in or left
        watch: keep && {
          watchNotices([raw]) {
            const { type, from, attach } = ctx.decode(records.notice, raw)
            const { vt } = Object(attach)
            if (type === deleted) gone(from)
            else if (type === requested && (+vt === add || +vt === pass)) made(from)
          },
        },
        clear: friends.clear,
      }

      /** Something about a friend changed; those that are none are not kept. */
      function changed(change: any) {
        if (friends.get(change.account)) friends.put(change)
      }
    },
  }
}
