import { type ExitCode, exitCodes } from './exit-codes.ts'
import { findingsSaidMax } from './limits.ts'
import { messagesPlace, placeKinds, tablesPlace, walPlace } from './place-kinds.ts'
import { mebibytes } from './progress.ts'
import type { ScanReport } from './run-scan.ts'
import type { SelfTest } from './self-test.ts'

/** What a run found, without what was planted. */
export interface Outcome {
  readonly report: ScanReport
  readonly targets: number
  readonly selfTest: SelfTest | undefined
  readonly seconds: number
}

/** Found outweighs incomplete: what lies there lies there. */
export function exitCodeOf({ report, selfTest }: Outcome): ExitCode {
  if (leaksOf(report, selfTest).length > 0) return exitCodes.found
  const missed = selfTest?.missed(report.findings) ?? []
  return report.isComplete && missed.length === 0 ? exitCodes.clean : exitCodes.incomplete
}

/** The outcome as one object: places, bytes, findings by place and offset, never a value. */
export function documentOf(outcome: Outcome): object {
  const { report, targets, selfTest, seconds } = outcome
  const { places, files, bytes, sequences, unread, empty, isComplete } = report
  const leaks = leaksOf(report, selfTest)
  const count = (place: string) => leaks.filter(leak => leak.place === place).length
  return {
    result: { 0: 'clean', 1: 'found', 4: 'incomplete' }[String(exitCodeOf(outcome))],
    targets,
    sequences,
    files,
    bytes,
    seconds,
    places: Object.fromEntries(
      Object.entries(places).map(([name, each]) => [name, { ...each, findings: count(name) }]),
    ),
    notNamed: notNamed(report),
    unread,
    empty,
    isComplete,
    ...(selfTest === undefined
      ? {}
      : { planted: selfTest.suspects.length, missed: selfTest.missed(report.findings) }),
    findings: leaks.map(({ place, where, position, secret, form }) => ({
      place,
      where,
      position,
      secret,
      form,
    })),
  }
}

/** The same in words, a line each. */
export function wordsOf(outcome: Outcome): string[] {
  const { report, selfTest, seconds } = outcome
  const leaks = leaksOf(report, selfTest)
  const lines = Object.entries(report.places).map(([name, { items, bytes }]) => {
    const count = leaks.filter(leak => leak.place === name).length
    const what = name === tablesPlace || name === messagesPlace ? name : 'files'
    const found = count === 0 ? 'nothing' : `${count} FOUND`
    const read = `${String(items).padStart(8)} ${what.padEnd(8)} ${mebibytes(bytes).padStart(12)}`
    return `${name.padEnd(12)} ${read}   ${found}`
  })
  for (const { place, where, position, secret, form } of leaks.slice(0, findingsSaidMax)) {
    lines.push(`FOUND ${secret} as ${form}: ${place}, ${where}, byte ${position}`)
  }
  if (leaks.length > findingsSaidMax) lines.push(`and ${leaks.length - findingsSaidMax} more`)
  const missing = notNamed(report)
  if (missing.length > 0) lines.push(`Not named, not looked at: ${missing.join(', ')}`)
  for (const name of report.empty) lines.push(`NOTHING TO READ in ${name}`)
  for (const path of report.unread) lines.push(`NOT READ: ${path}`)
  if (selfTest !== undefined) {
    const missed = selfTest.missed(report.findings)
    const { length } = selfTest.suspects
    lines.push(
      missed.length === 0
        ? `Self-test: a number was planted in ${length} forms; every one was found.`
        : `SELF-TEST FAILED: not every form was found in ${missed.join(', ')}`,
    )
  }
  const read = `${report.files} files, ${mebibytes(report.bytes)}`
  lines.push(`${verdictOf(outcome)} (${read}, ${report.sequences} byte sequences, ${seconds} s)`)
  return lines
}

function verdictOf(outcome: Outcome): string {
  const code = exitCodeOf(outcome)
  if (code === exitCodes.found) return 'Found.'
  return code === exitCodes.clean
    ? 'Nothing found; everything named was read.'
    : 'Nothing found, but not everything was read: this shows nothing.'
}

function leaksOf({ findings }: ScanReport, selfTest: SelfTest | undefined) {
  return findings.filter(finding => selfTest?.isPlanted(finding) !== true)
}

function notNamed({ places }: ScanReport): string[] {
  const all = [...placeKinds.map(({ name }) => name), walPlace, tablesPlace, messagesPlace]
  return all.filter(name => places[name] === undefined && name !== 'data')
}
