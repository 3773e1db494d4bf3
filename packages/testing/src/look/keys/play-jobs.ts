import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import type { Browser } from 'playwright-core'
import { as, samplePeople } from '../sample-day.ts'
import { type Job, jobs, type Scene } from './jobs.ts'
import { createPlayer } from './player.ts'
import { GivenUp } from './senses.ts'

/** What a job took, and what was wrong on the way. */
export interface Played {
  readonly name: string
  readonly moves: number
  readonly typed: number
  readonly pages: number
  readonly faults: readonly string[]
}

/**
 * Plays each job by keys alone, in a window of its own and as nobody yet: only the sign-in's real
 * form lets it in. Dates are typed as the browser asks for them.
 */
export async function playJobs(
  browser: Browser,
  hub: Pick<Hub, 'urls' | 'nowMs' | 'client'>,
  folder: string,
): Promise<readonly Played[]> {
  const [known] = samplePeople().slice(-1)
  if (known === undefined) throw new Error('the sample has no people')
  const page = as(hub, 'hub-person-page', hub.urls.consent)
  try {
    const { scheme, value } = known
    const body = { subject: { scheme, value }, by: 'person' }
    const receipt = await page.post('/v1/access-requests', body)
    const scene = { hub, known, request: idOf(receipt) }
    const played: Played[] = []
    for (const job of jobs) played.push(await playJob(browser, job, { scene, folder }))
    return played
  } finally {
    await page.close()
  }
}

function idOf(receipt: unknown): string {
  const { id } = Object(receipt)
  return typeof id === 'string' ? id : randomUUID()
}

async function playJob(
  browser: Browser,
  { name, movesMax, play }: Job,
  { scene, folder }: { readonly scene: Scene; readonly folder: string },
): Promise<Played> {
  const viewport = { width: 1_280, height: 900 }
  const context = await browser.newContext({ locale: 'fr-FR', viewport, colorScheme: 'light' })
  try {
    const player = await createPlayer(await context.newPage(), { folder, job: name })
    try {
      await play(player, scene)
    } catch (error) {
      if (!(error instanceof GivenUp)) throw error
      player.faults.add(error.message)
    }
    const { count, faults } = player
    if (count.moves > movesMax)
      faults.add(`${count.moves} presses to find the way, not ${movesMax}`)
    return { name, ...count, faults: [...faults] }
  } finally {
    await context.close()
  }
}
