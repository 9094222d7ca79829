import type { Plugin } from '@nim/core'
import { refresher } from './cards'
import { kept } from './kept'
import type { MarkedUserInfo, Relations, UpdateRelationsOptions, UserApi, UserNameCard, UserOptions, UserShape } from './types'
import { wire, type Wired } from './wire'

/** Name cards, blacklist and mute list: `nim.user`. */
export function user(options: UserOptions = {}): Plugin<UserShape> {
  return {
    name: 'user',
    wire,
    texts: { 419: 'too many: the limit is reached' },
    setup(ctx, { commands: c, records }: Wired) {
      const { account: me, call, check, emit, mark, self } = ctx
      const { keep } = Object.assign({}, ctx.config('user'), options)
      const cards = kept<UserNameCard>(keep, (card) => card)
      const marked = kept<MarkedUserInfo>(keep, (m) => m.isBlack || m.isMuted)
      const refresh = refresher(ctx, c.getUsersNameCardFromServer, (card) => {
        cards.put(card)
        emit('updateUserInfo', card)
      })
      let mine: any = {}
      let split: Relations | undefined

      /** The own card, as far as it is known; gives a copy. */
      const own = (card: object): UserNameCard => {
        mine = card
        // messages carry these two
        self.nick = mine.nick
        self.updateTime = mine.updateTime
        if (mine.account) cards.put(mine)
        return Object.assign({}, mine)
      }
      const changed = (change: object) => own(Object.assign({}, mine, change))

      const sort = (list: readonly MarkedUserInfo[]): Relations => ({ blackList: list.filter((m) => m.isBlack), muteList: list.filter((m) => m.isMuted) })
      const relate = (row: any) => {
        split = undefined
        marked.put(row)
      }
      /** Lists as the service sent them: what changed since the last time. Who is on neither list was taken off. */
      const related = ([list, timetag]: any[]): Relations => {
        mark('relations', timetag)
        for (const m of list) {
          m.isBlack = m.isBlack || undefined
          m.isMuted = m.isMuted || undefined
          relate(m)
        }
        const relations = sort(list)
        emit('relations', relations)
        return relations
      }
      const one = (flag: 'isBlack' | 'isMuted', account: string, isAdd: boolean) => {
        const time = ctx.now()
        relate(Object.assign({ createTime: time }, marked.get(account), { account, updateTime: time, [flag]: isAdd || undefined }))
      }
      /** Puts an account on a list, or takes it off. */
      const set = (flag: 'isBlack' | 'isMuted') => (o: UpdateRelationsOptions) => {
        check(o, 'account:s1 isAdd:b')
        return call(flag === 'isBlack' ? c.setBlack : c.setMute, [o.account, o.isAdd]).then(() => one(flag, o.account, o.isAdd))
      }
      /** Another device did. */
      const told =
        (flag: 'isBlack' | 'isMuted', event: string) =>
        ([account, is]: any[]) => {
          if (!account) return
          const isAdd = /^(1|true)$/.test(is)
          one(flag, account, isAdd)
          emit(event, { account, isAdd })
        }
      const getRelations = async () => {
        const { r } = await call(c.syncRelations, [0])
        marked.clear()
        return related(r)
      }

      const api: UserApi = {
        setBlack: set('isBlack'),
        setMute: set('isMuted'),
        getRelations,
        getBlackList: async () => (await getRelations()).blackList,
        getMuteList: async () => (await getRelations()).muteList,
        getUsersNameCardFromServer(o) {
          check(o, 'accounts:as..150')
          return call(c.getUsersNameCardFromServer, [o.accounts]).then(({ r: [list] }) => {
            list.forEach(cards.put)
            return list
          })
        },
        updateMyNameCard(o) {
          check(o, 'gender?:=unknown|male|female ' + 'nick avatar signature email birth tel ext'.replace(/\w+/g, '$&?:s'))
          if (!Object.keys(Object(o)).length) return Promise.resolve(changed({}))
          // by way of the wire, so that what is no part of it, or not given, is not there
          const card: any = ctx.decode(records.user, ctx.encode(records.user, Object.assign({}, o, { account: undefined, createTime: undefined, updateTime: undefined })))
          return call(c.updateMyNameCard, [card]).then(({ r: [time] }) => {
            mark('myInfo', time)
            card.account = me
            if (time) card.updateTime = time
            return changed(card)
          })
        },
        get: cards.get,
        relations: () => split || (split = sort(marked.list())),
      }

      return {
        api: { user: api },
        sync: { myInfo: 1, relations: 9, friendUsers: 13 },
        rows: {
          syncMyNameCard([card, timetag]) {
            if (!card) return
            mark('myInfo', timetag)
            emit('syncMyNameCard', own(card))
          },
          syncFriendUsers([list, timetag]) {
            mark('friendUsers', timetag)
            for (const card of list) {
              cards.put(card)
              // where apps of the official client look for it
              if (card.signature !== undefined) card.sign = card.signature
            }
            if (list[0]) emit('users', list)
          },
          syncRelations: (r) => void related(r),
        },
        push: {
          onUpdateMyNameCard([card]) {
            if (card) emit('updateMyNameCard', changed(card))
          },
          onUpdateBlackList: told('isBlack', 'updateBlackList'),
          onUpdateMuteList: told('isMuted', 'updateMuteList'),
        },
        watch: { watchMsgs: refresh.watch },
        clear() {
          refresh.clear()
          cards.clear()
          marked.clear()
          own({})
        },
      }
    },
  }
}
