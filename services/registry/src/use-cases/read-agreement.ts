import type { Agreement } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { Actor } from '../domain/act.ts'
import { problems } from '../errors.ts'
import { getVersions, toAgreement } from './find-agreement.ts'

/**
 * One version of an agreement, the newest when none is asked for, to its sides and to the hub.
 * @throws Problem 404 for others, and for a version that does not exist.
 */
export function readAgreement(deps: { readonly sql: Database }) {
  return async (actor: Actor, id: string, version: number | undefined): Promise<Agreement> => {
    const { all, newest } = await getVersions(deps.sql, actor, id)
    const asked = version === undefined ? newest : all.find(each => each.version === version)
    if (asked === undefined) throw problems['agreement-unknown']()
    return toAgreement(deps.sql, asked)
  }
}
