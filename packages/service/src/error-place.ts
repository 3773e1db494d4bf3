/** What may be said of an error in a log: its class, its code and where in our files it arose. */
export interface ErrorPlace {
  errorName: string
  errorCode: string
  at: string
}

const codePattern = /^[A-Za-z0-9_.-]{1,40}$/u
const framePattern = /((?:services|packages|contracts)\/[a-z0-9-]+\/(?:src|test)\/[\w./-]+:\d+)/u

/** Class, code (SQLSTATE, errno) and first own frame of what was thrown, never its message. */
export function errorPlace(error: unknown): ErrorPlace {
  if (!(error instanceof Error))
    return { errorName: typeof error, errorCode: 'none', at: 'unknown' }
  const code = 'code' in error ? String(error.code) : ''
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /u.test(line))
  return {
    errorName: codePattern.test(error.name) ? error.name : 'Error',
    errorCode: codePattern.test(code) ? code : 'none',
    at: frames.map(line => framePattern.exec(line)?.[1]).find(Boolean) ?? 'unknown',
  }
}
