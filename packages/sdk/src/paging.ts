import type { Api, CallResult } from './api.ts'

/** The cursor of `Link: <…?after=X>; rel="next"` (RFC 8288), as the service wrote it. */
function nextCursor(headers: CallResult['headers']): string | undefined {
  const { link } = headers
  if (typeof link !== 'string') return undefined
  const target = /<([^>]{1,500})>\s*;\s*rel="?next"?/u.exec(link)?.[1]
  if (target === undefined) return undefined
  return new URL(target, 'http://cursor.invalid').searchParams.get('after') ?? undefined
}

/** One page and the cursor after it; without a cursor it is the last. */
export interface Page<Body> {
  readonly body: Body
  readonly next: string | undefined
}

/** Every page after a cursor, each asked for when the one before has been used. @throws ApiError */
export async function* pages<Body>(
  api: Api,
  path: string,
  options: {
    after?: string | number | undefined
    limit?: number
    signal?: AbortSignal | undefined
  } = {},
): AsyncGenerator<Page<Body>> {
  let after = options.after
  for (;;) {
    const { limit } = options
    const query = {
      ...(after === undefined ? {} : { after }),
      ...(limit === undefined ? {} : { limit }),
    }
    const { body, headers } = await api.okResult<Body>({
      method: 'GET',
      path,
      query,
      signal: options.signal,
    })
    const next = nextCursor(headers)
    yield { body, next }
    if (next === undefined || next === String(after)) return
    after = next
  }
}
