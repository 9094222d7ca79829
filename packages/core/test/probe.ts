import type { Plugin, PluginContext, PluginParts } from '../src/index'

export const wire = {
  records: { thing: '0name 1count+ 2time# 3flag? 4strict! 5text$ 6data{ 7scene=p2p,team |setting 8silent? 9level+ | 10last' },
  commands: {
    get: '90_1 String @thing *thing bool Bool Boolean Long > @thing *thing + . ! 7101',
    plain: '90_2',
    onThing: '90_3,90_4 > @thing +',
    onOther: '90_5 > @thing',
    syncThings: '90_6 > *thing +',
    syncMore: '90_7 > *thing +',
  },
}

export interface Probe {
  name: 'probe'
  api: { probe: { ctx: PluginContext; call(cmd: string, values?: unknown[], o?: object): Promise<any>; log: string[] } }
  events: { seen: [what: any]; pushed: [what: any]; rows: [what: any] }
}

/** A plugin that shows what core does for plugins; `parts` replaces what it gives back. */
export function probe(parts: (ctx: PluginContext, log: string[]) => Partial<PluginParts<Probe>> = () => ({}), more: Partial<Plugin<Probe>> = {}): Plugin<Probe> {
  return {
    name: 'probe',
    wire,
    texts: { 7777: 'a text of its own' },
    setup(ctx, { commands }) {
      const log: string[] = []
      return {
        api: { probe: { ctx, log, call: (cmd, values, o) => ctx.call(commands[cmd]!, values, o) } },
        sync: { things: 50, more: 51, rare: -52 },
        rows: {
          syncThings([list, timetag]) {
            for (const thing of list) ctx.emit('rows', thing)
            ctx.mark('things', timetag)
          },
        },
        push: { onThing: ([thing], packet) => void ctx.emit('pushed', { ...thing, id: packet.id }) },
        logined: () => void log.push('logined'),
        synced: () => void log.push('synced'),
        lost: () => void log.push('lost'),
        clear: () => void log.push('clear'),
        ...parts(ctx, log),
      }
    },
    ...more,
  }
}
