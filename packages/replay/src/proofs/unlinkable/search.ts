import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { algorithmNames, isStored, unkeyed } from './digests.ts'
import { matchesKeptMax, searchMsMax } from './limits.ts'
import type { Found, Match, SearchPart, Text } from './search-part.ts'

/** Tries every text without a key: each algorithm, once, twice, as a leaf. */
export function searchUnkeyed(cells: Int32Array, texts: readonly Text[]): Found {
  const matches: Match[] = []
  let [digests, matched] = [0, 0]
  for (const { bytes, of } of texts) {
    for (const algorithm of algorithmNames) {
      for (const [way, make] of Object.entries(unkeyed)) {
        const digest = make(algorithm, Buffer.from(bytes))
        digests += 1
        if (!isStored(cells, digest)) continue
        matched += 1
        const how = way === 'plain' ? algorithm : `${algorithm}, ${way}`
        if (matches.length < matchesKeptMax) matches.push({ of, how, digest })
      }
    }
  }
  return { digests, matched, matches }
}

/** Tries every text under every key, on as many threads as the machine has processors. */
export async function searchKeyed(whole: SearchPart): Promise<Found> {
  const threads = availableParallelism()
  const share = <T>(all: readonly T[], n: number) => all.filter((_, at) => at % threads === n)
  const parts = Array.from({ length: threads }, (_, n) => ({
    ...whole,
    keys: share(whole.keys, n),
    keyWindows: share(whole.keyWindows, n),
  }))
  const found = await Promise.all(parts.map(searchOnThread))
  return {
    digests: found.reduce((sum, each) => sum + each.digests, 0),
    matched: found.reduce((sum, each) => sum + each.matched, 0),
    matches: found.flatMap(each => each.matches),
  }
}

async function searchOnThread(part: SearchPart): Promise<Found> {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: part })
  try {
    return await new Promise<Found>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('the search takes longer than it may')),
        searchMsMax,
      )
      worker.once('message', (answer: Found) => {
        clearTimeout(timer)
        resolve(answer)
      })
      worker.once('error', reject)
    })
  } finally {
    await worker.terminate()
  }
}
