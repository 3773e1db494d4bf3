import { request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly text: string
  json(): Record<string, unknown>
}

/** How a test sends lines: pieces as they are, `pause` before each but the first. */
export interface LinesToPut {
  readonly port: number
  readonly token: string
  readonly batch: string
  readonly from: number
  readonly pieces: readonly (string | Uint8Array)[]
  readonly type?: string
  readonly encoding?: string
  /** Awaited before the last piece is sent. */
  readonly beforeLast?: () => Promise<unknown>
  /** Breaks the connection instead of sending the last piece. */
  readonly kill?: true
}

/** Sends a stream of lines over a real connection; undefined when it was broken off. */
export async function putLines(input: LinesToPut): Promise<Answer | undefined> {
  const call = request({
    port: input.port,
    host: '127.0.0.1',
    method: 'PUT',
    path: `/v1/signal-batches/${input.batch}/lines?from=${input.from}`,
    headers: {
      authorization: `Bearer ${input.token}`,
      'content-type': input.type ?? 'application/x-ndjson',
      ...(input.encoding === undefined ? {} : { 'content-encoding': input.encoding }),
    },
  })
  const answered = new Promise<Answer | undefined>((resolve, reject) => {
    call.on('error', error => (input.kill ? resolve(undefined) : reject(error)))
    call.on('response', response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8')
        resolve({ status: response.statusCode ?? 0, text, json: () => JSON.parse(text) })
      })
    })
  })
  for (const piece of input.pieces.slice(0, -1)) {
    await new Promise<void>(resolve => call.write(piece, () => resolve()))
  }
  await input.beforeLast?.()
  if (input.kill) call.destroy()
  else call.end(input.pieces.at(-1))
  return answered
}
