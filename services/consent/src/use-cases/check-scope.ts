import type { ConsentDeps } from '../deps.ts'
import type { SetAsideFlow } from '../directory.ts'
import type { ObjectionScope } from '../domain/objection-scope.ts'
import { problems } from '../errors.ts'

/**
 * Looks up the agency and the right that a scope names, once more at the registry before refusing.
 * @throws Problem 422 pointing at what no registry knows: it would be kept, and stop nothing.
 */
export async function checkScope(
  { directory }: Pick<ConsentDeps, 'directory'>,
  scope: ObjectionScope,
  pointer = '/scope',
): Promise<void> {
  if (scope.agency === undefined && scope.right === undefined) return
  if (unknownIn(directory, scope).length > 0) await directory.refresh()
  const unknown = unknownIn(directory, scope)
  if (unknown.length === 0) return
  throw problems['scope-unknown']({
    pointers: unknown.map(field => ({
      pointer: `${pointer}/${field}`,
      detail: 'is not in the registry',
    })),
  })
}

function unknownIn(directory: ConsentDeps['directory'], scope: ObjectionScope) {
  const known = directory.latest()
  if (known === undefined) return []
  const { agency, right } = scope
  return [
    ...(agency === undefined || known.participants.has(agency) ? [] : ['agency']),
    ...(right === undefined || known.rights.has(right) ? [] : ['right']),
  ]
}

/** Exchanges of the scope that no objection stops, each with its provision; of whomever. */
export function setAsideIn(
  { directory }: Pick<ConsentDeps, 'directory'>,
  { agency, right }: ObjectionScope,
): SetAsideFlow[] {
  return (directory.latest()?.setAside ?? []).filter(
    flow =>
      (agency === undefined || flow.receiver === agency) &&
      (right === undefined || flow.rights.includes(right)),
  )
}
