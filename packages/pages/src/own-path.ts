import { limits } from './limits.ts'

/** A path of this console, or its start: never an address elsewhere. */
export function ownPath(to: string | undefined): string {
  const own = to !== undefined && /^\/(?![/\\])[!-[\]-~]*$/u.test(to)
  return own && to.length <= limits.returnPathCharsMax ? to : '/'
}
