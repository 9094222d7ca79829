import type { Command, Handler, Plugin, PluginContext, PluginParts, RecordTable, Shape, Wire } from '@nim/core'
import { kept, type Kept } from './kept'
import { membership, newcomer } from './member'
import { methods, type Ask } from './methods'
import { news } from './news'
import type { Team } from './types'

/** What tells teams and super teams apart, besides the numbers of their commands. */
export interface Kind {
  /** `Team` or `SuperTeam`: methods, events and commands are called after it. */
  name: string
  /** Scene of its messages. */
  scene: number
  /**
   * Numbers of its notifications, blank-separated, in the order: added, removed, left, changed, dismissed, let in, transferred, managers made,
   * managers unmade, invitation accepted, muted.
   */
  notices: string
  /** Tags in the sync request: of the teams, of the own records in them. */
  sync: [teams: number, mine: number]
  /** Commands that change a member: the own record, somebody's nick. */
  mine: string
  nick: string
  /** Rule of the name when information is changed. */
  renamed: string
}

export interface GroupOptions {
  keep?: boolean
}

/** The tables, compiled. */
export interface Tables {
  commands: Record<string, Command>
  records: Record<string, RecordTable>
}

/** The name that a method, event or command of teams has for the kind. */
export type Named = (name: string) => string

/** What a kind may use to add its own. */
export interface Group {
  ctx: PluginContext
  commands: Record<string, Command>
  ask: Ask
  teams: Kept<Team>
}

/** What a kind has of its own. */
export interface Own {
  api: object
  sync?: Record<string, number>
  push?: Record<string, Handler>
}

const texts = {
  509: 'expired, or dealt with already',
  801: 'the team is full',
  802: 'no permission in this team',
  803: 'no such team',
  804: 'not in this team',
  805: 'wrong type of team',
  806: 'too many teams: leave one',
  807: 'no valid member',
  809: 'in this team already',
  812: 'the team is muted',
  813: 'the team is full, see data.abortedAccounts',
  815: 'too many managers: remove one',
}

/** A plugin for one kind of teams. */
export function group<S extends Shape>(kind: Kind, wire: Wire, options: GroupOptions, own: (g: Group) => Own): Plugin<S> {
  const { name, sync } = kind
  const key = name[0]!.toLowerCase() + name.slice(1)
  return {
    name: key,
    wire,
    texts,
    setup(ctx, tables): PluginParts<S> {
      const { emit, mark } = ctx
      const { keep = Object(ctx.config(key)).keep } = options
      const teams = kept<Team>(keep, 'teamId')
      const named: Named = (what) => what.replace('Team', name)
      const members = membership(ctx, named)
      const { api, ask } = methods(ctx, tables, kind, named, teams, members)
      const mine = named('myTeamMembers')
      const { api: ownApi, sync: ownSync, push } = own({ ctx, commands: tables.commands, ask, teams })
      return {
        api: { [key]: Object.assign(api, ownApi) },
        sync: Object.assign({ [key + 's']: sync[0], [mine]: sync[1] }, ownSync),
        rows: {
          // time and list, or list, whether these are all, and time
          [named('syncTeams')](r) {
            const [list, timetag, all]: any[] = Array.isArray(r[0]) ? [r[0], r[2], /^(1|true)$/.test(r[1])] : [r[1], r[0]]
            mark(key + 's', timetag)
            if (all) teams.clear()
            list.forEach((t: Team) => teams.put(t))
            if (all || list[0]) emit(key + 's', ...(all === undefined ? [list] : [list, all]))
          },
          [named('syncMyTeamMembers')]([list, timetag]) {
            mark(mine, timetag)
            members.synced(list)
          },
        },
        push: Object.assign(
          {
            [named('syncCreateTeam')]: ([made]: any[]) => {
              if (!made) return
              teams.put(made)
              emit(named('createTeam'), made, newcomer(made.teamId, made.owner, 'owner', made.memberUpdateTime || ctx.now()))
            },
            [named('syncUpdateTeamMember')]: ([m]: any[]) => {
              if (m) members.changed(m)
            },
          },
          push
        ),
        watch: { watchMsgs: news(ctx, tables, kind, named, teams) },
        // the rest is told to nobody any more
        clear: teams.clear,
      }
    },
  }
}
