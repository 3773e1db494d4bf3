// `npm run look`: starts a hub, opens every page that people see in Debian's Chromium, keeps
// pictures of it, and says what axe, the keyboard and the sizes say. Not part of CI.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '@unefois/config'
import { loadSample, sampleParticipants, sayOnStandardError, startHub } from '@unefois/local'
import { openBrowser } from './look/browser.ts'
import { judgePage, type Verdict } from './look/judge-page.ts'
import { type Played, playJobs } from './look/keys/play-jobs.ts'
import { looksOf } from './look/looks.ts'
import { lookDesks, playSampleDay } from './look/sample-day.ts'
import { appendSamplePast } from './look/sample-past.ts'
import { startSpecimen } from './look/specimen.ts'
import { root } from './run-tap.ts'
import { openSampleOffice } from './sample-office.ts'

const usage = 'Usage: npm run look [-- keys | <name of a page>…]'
/** The name of the jobs that are played by keys alone. */
const keys = 'keys'

const schema = {
  type: 'object',
  required: [],
  properties: { CHROMIUM: { type: 'string', description: 'A browser that is elsewhere.' } },
} as const

process.exitCode = await main(process.argv.slice(2)).catch(error => {
  sayOnStandardError(
    `The pages cannot be looked at: ${error instanceof Error ? error.message : ''}`,
  )
  return 1
})

async function main(names: readonly string[]): Promise<number> {
  if (names.some(name => !/^[a-z][a-z0-9-]*$/u.test(name))) {
    sayOnStandardError(usage)
    return 2
  }
  const folder = join(root, '.unefois', 'look')
  mkdirSync(folder, { recursive: true })
  const browser = await openBrowser(readConfig(schema).CHROMIUM)
  const ends: (() => Promise<void>)[] = [() => browser.close()]
  try {
    const hub = await startHub({ participants: sampleParticipants, desks: lookDesks })
    ends.push(() => hub.stop())
    await loadSample(hub)
    await appendSamplePast(hub)
    await playSampleDay(hub)
    await openSampleOffice(hub)
    const specimen = await startSpecimen(hub)
    ends.push(specimen.close)
    const looks = looksOf(hub.urls, specimen.url).filter(
      ({ name }) => names.length === 0 || names.includes(name),
    )
    const verdicts: Verdict[] = []
    const how = { folder, sessions: new Map() }
    for (const look of looks) verdicts.push(await judgePage(browser, look, how))
    // Last: what the jobs open, settle and close would be on the pages looked at.
    const played =
      names.length === 0 || names.includes(keys) ? await playJobs(browser, hub, folder) : []
    process.stdout.write(
      `${tableOf(verdicts, played)}Pictures (light, dark, narrow, print): ${folder}\n`,
    )
    const all = [...verdicts, ...played]
    return all.length > 0 && all.every(({ faults }) => faults.length === 0) ? 0 : 1
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

function tableOf(verdicts: readonly Verdict[], played: readonly Played[]): string {
  const lines = [
    ...verdicts.flatMap(({ name, bytes, violations, stops, faults }) => [
      `${name.padEnd(20)}${String(bytes).padStart(8)} bytes  axe ${violations}  ${stops} tab stops`,
      ...said(faults),
    ]),
    ...played.flatMap(({ name, moves, typed, pages, faults }) => [
      `keys ${name.padEnd(15)}${moves} presses to find the way, ${typed} typed, ${pages} pages`,
      ...said(faults),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function said(faults: readonly string[]): string[] {
  return faults.map(fault => `  !! ${fault}`)
}
