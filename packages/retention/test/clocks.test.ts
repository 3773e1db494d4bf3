import { type LawProfile, law } from '@unefois/contracts'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import {
  addMonths,
  batchDue,
  caseDue,
  dayMs,
  erasesNow,
  holdEndMax,
  idempotencyDue,
  instantOf,
  logDue,
  logMonthDue,
  monthOf,
  objectionDue,
  personAgreementDue,
  signalDue,
  signalMonthDue,
  startOfMonth,
  traceDue,
  traceMonthDue,
} from '../src/index.ts'

const at = (text: string) => new Date(text)
const instants = fc.date({
  min: at('2000-01-01T00:00:00.000Z'),
  max: at('2099-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const profiles = fc.constantFrom<LawProfile>('fr', 'be')
const laws = fc.uniqueArray(profiles, { minLength: 1 })
const daysInMonth = (date: Date) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

/** An assertion of the test’s own: one that only throws is not counted. */
function holds<Values>(t: Test, property: fc.IProperty<Values>): void {
  t.doesNotThrow(() => fc.assert(property, { seed: 20_261_121 }))
}

/** A uuid v7 that carries these milliseconds. */
function idOf(date: Date): string {
  const hex = date.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

t.test('months end where the calendar says', async t => {
  const cases = [
    ['2024-02-29T12:00:00.000Z', 12, '2025-02-28T12:00:00.000Z'],
    ['2024-02-29T12:00:00.000Z', 48, '2028-02-29T12:00:00.000Z'],
    ['2027-02-28T12:00:00.000Z', 12, '2028-02-28T12:00:00.000Z'],
    ['2026-08-31T23:59:59.999Z', 6, '2027-02-28T23:59:59.999Z'],
    ['2026-12-31T00:00:00.000Z', 2, '2027-02-28T00:00:00.000Z'],
    ['2026-11-21T08:00:00.000Z', 120, '2036-11-21T08:00:00.000Z'],
  ] as const
  for (const [from, months, to] of cases) t.equal(addMonths(at(from), months).toISOString(), to)
  holds(
    t,
    fc.property(instants, fc.integer({ min: 0, max: 240 }), (from, months) => {
      const to = addMonths(from, months)
      const apart =
        (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
      const day = Math.min(from.getUTCDate(), daysInMonth(to))
      return apart === months && to.getUTCDate() === day && sameTimeOfDay(from, to)
    }),
  )
})

function sameTimeOfDay(a: Date, b: Date): boolean {
  return a.toISOString().slice(11) === b.toISOString().slice(11)
}

t.test('no clock runs shorter than the law’s least or longer than its most', async t => {
  holds(
    t,
    fc.property(profiles, instants, fc.integer({ min: 0, max: 60 }), (profile, from, months) => {
      const values = law[profile]
      const least = values.objectionKeptMonthsMin.value
      const most = values.objectionKeptMonthsMax.value
      if (months < least || months > most) {
        return throwsRange(() => objectionDue(profile, from, months))
      }
      const { dueAt } = objectionDue(profile, from, months)
      return dueAt >= addMonths(from, least) && dueAt <= addMonths(from, most)
    }),
  )
  holds(
    t,
    fc.property(profiles, instants, (profile, from) => {
      const values = law[profile]
      const log = logDue(profile, from).dueAt
      return (
        Number(traceDue(profile, from).dueAt) ===
          Number(addMonths(from, values.traceKeptMonths.value)) &&
        signalDue(profile, idOf(from)).dueAt <= addMonths(from, values.signalKeptMonthsMax.value) &&
        personAgreementDue(profile, from).dueAt <=
          addMonths(from, values.personAgreementMonthsMax.value) &&
        log >= addMonths(from, values.technicalLogMonthsMin.value) &&
        log <= addMonths(from, values.technicalLogMonthsMax.value)
      )
    }),
  )
  t.throws(() => objectionDue('fr', at('2026-11-21T00:00:00.000Z'), 12.5), RangeError)
})

function throwsRange(work: () => unknown): boolean {
  try {
    work()
    return false
  } catch (error) {
    return error instanceof RangeError
  }
}

t.test('a child keeps its parent’s clock', async t => {
  holds(
    t,
    fc.property(profiles, instants, fc.integer({ min: 0, max: 4_095 }), (profile, from, random) => {
      const parent = idOf(from)
      // Made later, by another agency, with the milliseconds of the first ancestor's accept.
      const own = random.toString(16).padStart(3, '0')
      const child = `${parent.slice(0, 15)}${own}${parent.slice(18)}`
      return (
        Number(signalDue(profile, child).dueAt) === Number(signalDue(profile, parent).dueAt) &&
        Number(caseDue(profile, child).dueAt) === Number(signalDue(profile, parent).dueAt) &&
        monthOf(instantOf(child)) === monthOf(instantOf(parent))
      )
    }),
  )
})

t.test('a month of signals is gone before its oldest is too old, and not sooner', async t => {
  holds(
    t,
    fc.property(laws, instants, (profiles, from) => {
      const { dueAt } = signalMonthDue(profiles, monthOf(from))
      const oldest = startOfMonth(monthOf(from))
      const terms = profiles.map(one => addMonths(oldest, law[one].signalKeptMonthsMax.value))
      return (
        dueAt.toISOString().endsWith('-01T00:00:00.000Z') &&
        Number(dueAt) === Math.min(...terms.map(Number)) &&
        profiles.every(one => dueAt <= signalDue(one, idOf(from)).dueAt)
      )
    }),
  )
  t.throws(() => startOfMonth('2026-13'), RangeError)
  t.throws(() => startOfMonth('2026-1'), RangeError)
})

t.test('a month of traces outlives each of its traces under every law', async t => {
  holds(
    t,
    fc.property(laws, instants, (profiles, from) =>
      profiles.every(
        one => traceMonthDue(profiles, monthOf(from)).dueAt >= traceDue(one, from).dueAt,
      ),
    ),
  )
})

t.test('a month of logs keeps no line for longer or shorter than the law says', async t => {
  holds(
    t,
    fc.property(laws, instants, (profiles, from) => {
      const { dueAt } = logMonthDue(profiles, monthOf(from))
      return profiles.every(
        one =>
          dueAt >= logDue(one, from).dueAt &&
          dueAt <= addMonths(from, law[one].technicalLogMonthsMax.value),
      )
    }),
  )
})

t.test('keys and batches are kept seven whole days', async t => {
  holds(
    t,
    fc.property(instants, from => {
      const { dueAt } = idempotencyDue(from.toISOString().slice(0, 10))
      const keptMs = dueAt.getTime() - from.getTime()
      return keptMs > 7 * dayMs && keptMs <= 8 * dayMs
    }),
  )
  const opened = at('2026-11-21T08:00:00.000Z')
  t.equal(batchDue(opened).dueAt.toISOString(), '2026-11-28T08:00:00.000Z')
  t.equal(holdEndMax(opened).toISOString(), '2027-11-21T08:00:00.000Z')
})

t.test('each clock names its article, and the law names what erases at once', async t => {
  const now = at('2026-11-21T08:00:00.000Z')
  t.equal(traceDue('fr', now).article, 'CRPA R.114-9-7, al. 1')
  t.equal(traceDue('be', now).article, 'BCSS management contract, extract')
  t.equal(signalDue('fr', idOf(now)).article, 'CRPA R.114-9-7, al. 2')
  t.equal(erasesNow('fr', ['claim-filed', 'not-eligible']), true)
  t.equal(erasesNow('be', ['claim-filed', 'unreachable']), false)
  t.throws(() => signalMonthDue([], '2026-11'), RangeError)
})
