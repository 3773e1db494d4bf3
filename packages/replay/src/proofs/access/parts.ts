import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@unefois/database'
import { verifyAccess } from '@unefois/evidence'
import type { KeyStore } from '@unefois/sealing'
import { countEvents, differences } from './compare.ts'
import type { openOfficer } from './export.ts'
import type { Walked } from './walk.ts'

/** Acts of one part, which the proof sets: more than a walk-through leaves. */
export const partEvents = 60
const looks = 2 * partEvents + 10

interface Opened {
  readonly officer: ReturnType<typeof openOfficer>
  readonly sql: Database
  readonly store: KeyStore
  readonly folder: string
}

/**
 * A person whom an officer looked at more often than a part has acts: each answer is a look of its
 * own. All parts are kept in one folder, and the first of them left out in another.
 */
export async function keepParts({ folder, officer, sql, store }: Opened, who: Walked) {
  for (let look = 0; look < looks; look += 1) await officer.answer(who)
  const zips: Buffer[] = []
  for (let part = 1, of = 1; part <= of; part += 1) {
    const zip = await officer.answer(who, part)
    of = verifyAccess(zip, {}).part?.of ?? 0
    zips.push(zip)
  }
  for (const [name, kept] of [
    ['parts', zips],
    ['lacking', zips.slice(1)],
  ] as const) {
    mkdirSync(join(folder, name))
    kept.forEach((zip, place) => {
      writeFileSync(join(folder, name, `${place}.zip`), zip)
    })
  }
  const found = differences(zips, await countEvents(sql, store, who))
  return { parts: zips.length, actsInParts: found.told, found }
}
