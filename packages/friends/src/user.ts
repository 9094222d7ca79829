import type { Command, Plugin } from '@nim/core'
import { refresher } from './cards'
import { kept } from './kept'
import type { MarkedUserInfo, Relations, UpdateRelationsOptions, UserApi, UserNameCard, UserOptions, UserShape } from './types'
import { wire, type Wired } from './wire'

/** What one may write on a card, besides the gender. */
const texts = 'nick avatar signature email birth tel ext'

/** Name cards, blacklist and mute list: `nim.user`. */
export function user(options: UserOptions = {}): Plugin<UserShape> {
  return {
    name: 'user',
    wire,
    texts: { 419: 'too many: the limit is reached' },
    setup(ctx, { commands: c }: Wired) {
      const { account: me, call, check, emit, mark, self } = ctx
      const { keep } = Object.assign({}, ctx.config('user'), options)
      const cards = kept<UserNameCard>(keep, (card) => card)
      const sort = (list: MarkedUserInfo[]): Relations => ({ blackList: list.filter((m) => m.isBlack), muteList: list.filter((m) => m.isMuted) })
      const marked = kept(keep, (m) => m.isBlack || m.isMuted, sort)
      const refresh = refresher(ctx, c.getUsersNameCardFromServer, (card) => {
        cards.put(card)
        emit('updateUserInfo', card)
      })
      let mine: any = {}

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

      /** Lists as the service sent them: what changed since the last time. Who is on neither list was taken off. */
      const related = ([list, timetag]: any[]): Relations => {
        mark('relations', timetag)
        for (const m of list) {
          m.isBlack = m.isBlack || undefined
          m.isMuted = m.isMuted || undefined
          marked.put(m)
        }
        const relations = sort(list)
        emit('relations', relations)
        return relations
      }
      /** One of the two lists: the method that puts an account on it or takes it off, and what to do when another device did. */
      const marking = (flag: 'isBlack' | 'isMuted', cmd: Command, event: string) => {
        const put = (account: string, isAdd: boolean) => {
          const time = ctx.now()
          marked.put(Object.assign({ createTime: time }, marked.get(account), { account, updateTime: time, [flag]: isAdd || undefined }))
        }
        return {
          set(o: UpdateRelationsOptions) {
            check(o, 'account isAdd:b')
            const { account, isAdd } = o
            return call(cmd, [account, isAdd]).then(() => put(account, isAdd))
          },
          told([account, is]: any[]) {
            if (!account) return
            const isAdd = /^(1|true)$/.test(is)
            put(account, isAdd)
            emit(event, { account, isAdd })
          },
        }
      }
      const black = marking('isBlack', c.setBlack, 'updateBlackList')
      const mute = marking('isMuted', c.setMute, 'updateMuteList')
      const getRelations = async () => {
        const { r } = await call(c.syncRelations, [0])
        marked.clear()
        return related(r)
      }

      const api: UserApi = {
        setBlack: black.set,
        setMute: mute.set,
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
          check(o, texts.replace(/\w+/g, '$&?:s') + ' gender?:=unknown|male|female')
          if (!Object.keys(Object(o)).length) return Promise.resolve(changed({}))
          const card: any = {}
          for (const name of (texts + ' gender').split(' ')) if ((o as any)[name] !== undefined) card[name] = (o as any)[name]
          return call(c.updateMyNameCard, [card]).then(({ r: [time] }) => {
            mark('myInfo', time)
            card.account = me
            if (time) card.updateTime = time
            return changed(card)
          })
        },
        // apps of the official client may call them
        updatePushToken: async () => {},
        updateAppBackground: async () => {},
        get: cards.get,
        relations: marked.all,
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
          onUpdateBlackList: black.told,
          onUpdateMuteList: mute.told,
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
