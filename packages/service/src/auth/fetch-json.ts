import { limits } from '../limits.ts'

/** GETs one JSON document of bounded size and time; no redirect. @throws on anything else. */
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(limits.keySetFetchTimeoutMs),
    headers: { accept: 'application/json' },
  })
  if (response.status !== 200 || response.body === null) throw new Error('unexpected answer')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > limits.keySetBytesMax) throw new Error('answer too large')
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
