import type { Problem } from '@unefois/errors'
import { problems, type RegistryProblem } from '../errors.ts'
import { isPlain, stringsIn } from './strings.ts'

/** A refusal that points at one place of the body. */
export function refusal(code: RegistryProblem, pointer: string): Problem {
  return problems[code]({ pointers: [{ pointer, detail: problems.definitions[code].title }] })
}

/**
 * Refuses strings that Postgres cannot store or people cannot see.
 * @param body one that its schema has passed: its keys are all known names.
 * @throws Problem 422 pointing at each of them.
 */
export function refuseUnplain(body: object): void {
  const unplain = stringsIn(body).filter(({ value }) => !isPlain(value))
  if (unplain.length === 0) return
  const detail = 'holds what cannot be shown'
  throw problems['text-not-plain']({
    pointers: unplain.map(({ pointer }) => ({ pointer, detail })),
  })
}
