import type { HostKind } from '@nim/testkit'
import type { Stage } from './stage'

export interface Setting {
  /** Differences of general form that apply (docs/differences.md); each must show. Those of this scenario alone are in expected/. */
  differs?: string[]
  /** Differences that need no declaration, but do not apply here. */
  except?: string[]
  host?: HostKind
  /** Functions the host does not have. */
  without?: string[]
  /** Modules it needs; clients without them sit it out. */
  needs?: string[]
}

export interface Scenario extends Setting {
  name: string
  play(t: Stage): Promise<void>
}

export type Row = [name: string, play: (t: Stage) => Promise<void>] | [name: string, setting: Setting, play: (t: Stage) => Promise<void>]

/** The scenarios of one room; `common` holds for all of them. */
export const room = (title: string, common: Setting, rows: Row[]): Scenario[] =>
  rows.map((row) => {
    const [setting, play] = row.length === 3 ? [row[1], row[2]] : [{}, row[1]]
    const differs = [...(common.differs ?? []), ...(setting.differs ?? [])]
    return { ...common, ...setting, differs, name: `${title}: ${row[0]}`, play }
  })
