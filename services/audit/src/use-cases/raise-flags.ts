import type { LawProfile } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { dayMs } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import type { AgenciesByLaw } from '../domain/agencies-by-law.ts'
import { judgeAgents, judgeErasing } from '../domain/flags/agents.ts'
import type { Flag } from '../domain/flags/flag.ts'
import { isOffHours, judgeHours } from '../domain/flags/hours.ts'
import { thresholds } from '../domain/flags/thresholds.ts'
import { judgeDay, judgeWeek } from '../domain/flags/volume.ts'
import { limits } from '../limits.ts'
import {
  listAgencyClosings,
  listAgentActs,
  listAgentClosings,
  listPeopleHours,
  listSent,
} from '../repositories/day-counts.ts'
import { findJudged, keepFlags } from '../repositories/flags.ts'

/** What one person may do unusually often. */
const watched = ['signal-accept', 'case-closed', 'case-read', 'objection-lodge']

/**
 * Looks through each day that is over, once, and keeps what stands out of it: days and hours every
 * day, agents and outcomes when the week is over. Acts that a desk tells of later are counted, but
 * no day is looked through again for them.
 * @returns how many flags were raised, or undefined while nobody knows whose country is whose.
 */
export function raiseFlags(deps: AuditDeps) {
  return async (): Promise<number | undefined> => {
    const agencies = deps.agencies()
    if (agencies === undefined) return undefined
    let total = 0
    // Later days have later ids: the newest come first in the list, whenever they were raised.
    let place = 0
    const idAt = (at: Date) => {
      place += 1
      return deps.newId(at.getTime() + place)
    }
    for (const day of await listDays(deps)) {
      const isWeekOver = new Date(day).getUTCDay() === 0
      const found = [
        ...(await findVolumes(deps, day, isWeekOver)),
        ...(await findHours(deps, day, agencies)),
        ...(isWeekOver ? await findAgents(deps, day) : []),
        ...(isWeekOver ? await findErasing(deps, day) : []),
      ]
      const at = new Date(deps.nowMs())
      const flags = found.map(flag => ({ ...flag, id: idAt(at) }))
      total += await inTransaction(deps.sql, { name: 'raise-flags' }, transaction =>
        keepFlags(transaction, { day, at, flags }),
      )
    }
    return total
  }
}

/** The days that are over by an hour and were not looked through, oldest first. */
async function listDays(deps: AuditDeps): Promise<string[]> {
  const { judged, first } = await findJudged(deps.sql)
  if (first === undefined) return []
  const yesterday = before(new Date(deps.nowMs() - limits.flagGraceMs).toISOString(), 1)
  const oldest = before(yesterday, limits.flagDaysBackMax)
  const from = [first, oldest, ...(judged === undefined ? [] : [before(judged, -1)])].sort().at(-1)
  const days: string[] = []
  for (let day = from ?? yesterday; day <= yesterday; day = before(day, -1)) days.push(day)
  return days
}

/** A day so many days earlier. */
function before(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) - days * dayMs).toISOString().slice(0, 10)
}

/** The days before a day, oldest first. */
function past(day: string): string[] {
  return Array.from({ length: thresholds.pastDays }, (_, at) =>
    before(day, thresholds.pastDays - at),
  )
}

async function findVolumes(deps: AuditDeps, day: string, isWeekOver: boolean): Promise<Flag[]> {
  // A week more: the week that is over, and the weeks before it.
  const span = { first: before(day, thresholds.pastDays + 6), last: day }
  const rows = await listSent(deps.sql, span)
  const known = deps.directory().agreements
  const idOf = (hash: string) => known.get(hash)?.id ?? hash
  // A new version has another hash and the same past.
  const perAgreement = Map.groupBy(rows, row => `${row.agency} ${idOf(row.agreementHash)}`)
  const inForce = new Set([...known.values()].map(each => each.state === 'active' && each.id))
  return [...perAgreement.values()].flatMap(own => {
    const of = (each: string) => sum(own.filter(row => row.day === each))
    const { agency, agreementHash } = own.reduce((one, row) => (row.day >= one.day ? row : one))
    // Of what is suspended or over, silence is no news.
    const isExpected = !known.has(agreementHash) || inForce.has(idOf(agreementHash))
    const about = { day, agency, agreementHash, operation: 'signal-accept' }
    const high = judgeDay(of(day), past(day).map(of))
    const week = (ago: number) =>
      Array.from({ length: 7 }, (_, at) => of(before(day, 7 * ago + at))).reduce((a, b) => a + b, 0)
    const weeks = Array.from({ length: thresholds.pastDays / 7 }, (_, at) => week(at + 1))
    const low = isWeekOver && isExpected ? judgeWeek(week(0), weeks) : undefined
    return [
      ...(high === undefined ? [] : [{ ...about, rule: 'volume-high' as const, measured: high }]),
      ...(low === undefined ? [] : [{ ...about, rule: 'volume-low' as const, measured: low }]),
    ]
  })
}

async function findHours(deps: AuditDeps, day: string, agencies: AgenciesByLaw): Promise<Flag[]> {
  const rows = await listPeopleHours(deps.sql, {
    first: before(day, thresholds.pastDays),
    last: day,
  })
  const known = new Map<string, boolean>()
  return [...Map.groupBy(rows, ({ agency }) => agency)].flatMap(([agency, own]) => {
    const country = countryOf(agencies, agency)
    const isOff = ({ day: on, hour }: { day: string; hour: number }) => {
      const key = `${country} ${on} ${hour}`
      const is = known.get(key) ?? isOffHours(on, hour, country)
      known.set(key, is)
      return is
    }
    const on = (wanted: string) => own.filter(row => row.day === wanted)
    const off = (wanted: string) => sum(on(wanted).filter(isOff))
    const measured = judgeHours({ count: off(day), of: sum(on(day)) }, past(day).map(off))
    return measured === undefined ? [] : [{ rule: 'hours' as const, day, agency, measured }]
  })
}

async function findAgents(deps: AuditDeps, day: string): Promise<Flag[]> {
  const rows = await listAgentActs(deps.sql, { first: before(day, 6), last: day }, watched)
  const groups = Map.groupBy(rows, row => `${row.agency} ${row.operation}`)
  return [...groups.values()].flatMap(own => {
    const [{ agency, operation } = { agency: '', operation: '' }] = own
    return judgeAgents(own).map(({ agent, measured }) => {
      return { rule: 'agent-count' as const, day, agency, agent, operation, measured }
    })
  })
}

async function findErasing(deps: AuditDeps, day: string): Promise<Flag[]> {
  const weeks = { first: before(day, thresholds.erasingDays - 1), last: day }
  const earlier = {
    first: before(day, thresholds.erasingDays + thresholds.erasingPastDays - 1),
    last: before(day, thresholds.erasingDays),
  }
  const people = await listAgentClosings(deps.sql, weeks)
  const months = await listAgencyClosings(deps.sql, earlier)
  const known = new Map(months.map(row => [row.agency, row]))
  const agents = people.flatMap(own => {
    const others = people.filter(each => each.agency === own.agency && each.agent !== own.agent)
    const measured = judgeErasing(own, total(others), thresholds.erasingAgentMin)
    const { agency, agent } = own
    return measured === undefined
      ? []
      : [{ rule: 'agent-erasing' as const, day, agency, agent, operation: 'case-closed', measured }]
  })
  const teams = (await listAgencyClosings(deps.sql, weeks)).flatMap(own => {
    const { agency } = own
    const others = known.get(agency) ?? { erasing: 0, closed: 0 }
    const measured = judgeErasing(own, others, thresholds.erasingAgencyMin)
    return measured === undefined
      ? []
      : [{ rule: 'agency-erasing' as const, day, agency, operation: 'case-closed', measured }]
  })
  return [...agents, ...teams]
}

function total(rows: readonly { erasing: number; closed: number }[]) {
  return {
    erasing: rows.reduce((all, { erasing }) => all + erasing, 0),
    closed: rows.reduce((all, { closed }) => all + closed, 0),
  }
}

function sum(rows: readonly { readonly acts: number }[]): number {
  return rows.reduce((all, { acts }) => all + acts, 0)
}

/** The hub's own people keep the hours of the first of its countries. */
function countryOf(agencies: AgenciesByLaw, agency: string): LawProfile {
  for (const [country, members] of agencies) if (members.includes(agency)) return country
  return [...agencies.keys()][0] ?? 'fr'
}
