import type { Command, Handler, PluginContext } from '@nim/core'
import type { Store } from './store'
import type { Session, SessionApi } from './types'
import type { Commands } from './wire'

/** `super_team|id` of the wire ↔ `superTeam-id`. */
export const toWireId = (id: string) => id.replace(/^superTeam-/, 'super_team-').replace('-', '|')
export const fromWireId = (id: unknown) => String(id).replace(/^super_team\|/, 'superTeam|').replace('|', '-')

/** Sessions kept on top. */
export function sticking(ctx: PluginContext, commands: Commands, { rows, row, open, changed }: Store) {
  const { check, call } = ctx

  const merge = (id: string, info: any, isStickOnTop: boolean): Session => {
    const r = row(id)
    const s = open(id, r)
    if (s.lastMsg === undefined) s.lastMsg = null // from now on it is there to be seen
    s.stickTopInfo = { ...s.stickTopInfo, ...info, id, isStickOnTop }
    return s
  }
  const checkId = (id: string) => {
    if (id.indexOf('-') < 0) throw ctx.error(400, 'Can not find conjunctions: a session id is scene-target', 'customError')
    return toWireId(id)
  }
  const change = (cmd: Command) => async (o: { id: string; ext?: string }) => {
    check(o, 'id ext?:s')
    return merge(o.id, (await call(cmd, [{ id: checkId(o.id), ext: o.ext }])).r[0], true)
  }
  const heard = (info: any, on: boolean) => {
    if (!info) return
    const id = fromWireId(info.id)
    merge(id, info, on)
    changed(row(id))
  }

  const api: Pick<SessionApi, 'addStickTopSession' | 'updateStickTopSession' | 'deleteStickTopSession'> = {
    addStickTopSession: change(commands.nimAddStickTopSession),
    updateStickTopSession: change(commands.nimUpdateStickTopSession),
    async deleteStickTopSession(o) {
      check(o, 'id')
      const { r } = await call(commands.nimDeleteStickTopSession, [{ id: checkId(o.id) }])
      return merge(o.id, { updateTime: r[0] }, false)
    },
  }
  const push: Record<string, Handler> = {
    nimMultiSyncAddStickTopSession: ([info]) => heard(info, true),
    nimMultiSyncUpdateStickTopSession: ([info]) => heard(info, true),
    nimMultiSyncDeleteStickTopSession: ([updateTime, info]) => heard(info && { ...info, updateTime }, false),
  }
  const list: Handler = ([, isThereAnyChange, infos]) => {
    const on = new Set<string>()
    for (const info of infos) on.add(merge(fromWireId(info.id), info, true).id)
    // the list is whole: what is no longer in it was taken from the top meanwhile
    if (String(isThereAnyChange) === 'true' || isThereAnyChange === 1)
      rows.forEach(({ session: s }) => {
        if (s && s.stickTopInfo && !on.has(s.id)) s.stickTopInfo.isStickOnTop = false
      })
  }
  return { api, push, list }
}
