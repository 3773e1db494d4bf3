import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import { volumeRoute } from './cast.ts'

const linesAtOnce = 2_000

/** Writes a CSV file of so many signals about synthetic people, readable by us alone. */
export async function writeLines(
  file: string,
  options: { lines: number; seed: number; observedOn: string },
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  await pipeline(rows(options), createWriteStream(file, { mode: 0o600 }))
}

function* rows({ lines, seed, observedOn }: { lines: number; seed: number; observedOn: string }) {
  const random = seededRandom(seed)
  yield 'subject.scheme,subject.value,right,observedOn,territory\n'
  const { right, territory } = volumeRoute
  for (let done = 0; done < lines; ) {
    let text = ''
    for (const end = Math.min(lines, done + linesAtOnce); done < end; done += 1) {
      text += `fr-nir,${syntheticNir(random).value},${right},${observedOn},${territory}\n`
    }
    yield text
  }
}
