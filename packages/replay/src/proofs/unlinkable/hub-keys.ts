import type { Hub } from '@unefois/local'
import { openKeyStore } from '@unefois/sealing'

const families = ['signal-index', 'trace-index', 'objection-index', 'desk-index'] as const

/** The index keys of the hub and its desks: they lie in files and in no database. */
export function readIndexKeys(hub: Hub, desks: readonly string[]): Buffer[] {
  return ['hub', ...desks.map(agency => `desk-${agency}`)].flatMap(folder => {
    const store = openKeyStore(hub.keysDir(folder))
    return families.flatMap(family => store.list(family).map(({ key }) => key))
  })
}
