import type { Command, Handler, PluginContext } from '@nim/core'
import type { Store } from './store'
import type { Session, SessionApi } from './types'
import type { Commands } from './wire'

/** `super_team|id` of the wire ↔ `superTeam-id`. */
export const toWireId = (id: string) => id.replace(/^superTeam-/, 'super_team-').replace('-', '|')
export const fromWireId = (id: unknown) => String(id).replace(/^super_team\|/, 'superTeam|').replace('|', '-')

/** Sessions kept on top. */
export function sticking(ctx: PluginContext, commands: Commands, { rows, row, changed }: Store) {
  const merge = (id: string, info: any, isStickOnTop: boolean): Session => {
    const s = row(id).session
    if (s.lastMsg === undefined) s.lastMsg = null // from now on it is there to be seen
    s.stickTopInfo = { ...s.stickTopInfo, ...info, id, isStickOnTop }
    return s
  }
  const change = (cmd: Command, on: boolean) =>
    ctx.method(
      cmd,
      'id ext?:s',
      ({ id, ext }: { id: string; ext?: string }) => {
        if (id.indexOf('-') < 0) throw ctx.error(400, 'Can not find conjunctions: a session id is scene-target', 'customError')
        return [{ id: toWireId(id), ext }]
      },
      // who takes down is answered with the time only
      ([info], { id }) => merge(id, on ? info : { updateTime: info }, on)
    )
  const heard = (info: any, on: boolean) => {
    if (!info) return
    const id = fromWireId(info.id)
    merge(id, info, on)
    changed(row(id))
  }

  const api: Pick<SessionApi, 'addStickTopSession' | 'updateStickTopSession' | 'deleteStickTopSession'> = {
    addStickTopSession: change(commands.nimAddStickTopSession, true),
    updateStickTopSession: change(commands.nimUpdateStickTopSession, true),
    deleteStickTopSession: change(commands.nimDeleteStickTopSession, false),
  }
  const push: Record<string, Handler> = {
    onStickTopSession: ([info]) => heard(info, true),
    onDeleteStickTopSession: ([updateTime, info]) => heard(info && { ...info, updateTime }, false),
  }
  const list: Handler = ([, isThereAnyChange, infos]) => {
    const on = new Set<string>()
    for (const info of infos) on.add(merge(fromWireId(info.id), info, true).id)
    // the list is whole: what is no longer in it was taken from the top meanwhile
    if (/^(true|1)$/.test(isThereAnyChange))
      rows.forEach(({ session: s }) => {
        if (s.stickTopInfo && !on.has(s.id)) s.stickTopInfo.isStickOnTop = false
      })
  }
  return { api, push, list }
}
