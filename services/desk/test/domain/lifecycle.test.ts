import { codes, type Outcome } from '@unefois/contracts'
import fc from 'fast-check'
import t from 'tap'
import { addDays, addWorkingDays, createCalendar } from '../../src/domain/calendar.ts'
import { type CaseLife, liveStates, type Move } from '../../src/domain/case-life.ts'
import { deadlineDefaults, lateness } from '../../src/domain/deadlines.ts'
import { decideMove, holdDaysMax } from '../../src/domain/decide-move.ts'
import { erasesAtOnce, outcomesOfJoined } from '../../src/domain/outcomes.ts'

const calendar = createCalendar('fr')
const acceptedAt = new Date('2026-11-20T09:00:00.000Z')
const now = new Date('2026-11-23T09:00:00.000Z')
const when = { now, calendar, deadlines: deadlineDefaults, needsSecondPerson: false }
const me = { agent: 'agt_mine0', isLead: false }
const other = { agent: 'agt_other', isLead: false }
const lead = { agent: 'agt_lead0', isLead: true }
const outcomeCodes = codes.outcome.map(({ code }) => code)

const fresh: CaseLife = {
  state: 'to-take-up',
  acceptedAt,
  adviser: undefined,
  takenChargeAt: undefined,
  reachedAt: undefined,
  informedAt: undefined,
  remindOn: '2026-11-27',
  takeUpBy: '2026-12-04',
  accompanyBy: undefined,
  heldOn: undefined,
  holdReason: undefined,
  resumeOn: undefined,
  endedAt: undefined,
  outcomes: [],
  levels: [],
  declineReason: undefined,
  closedBy: undefined,
  confirmedBy: undefined,
  restrictedAt: undefined,
  restrictionGround: undefined,
  hubRestrictedAt: undefined,
  hubRestrictionGround: undefined,
  proposedAt: undefined,
  proposedBy: undefined,
  proposedOutcomes: undefined,
  proposedLevels: undefined,
}

function moved(life: CaseLife, move: Move, by = me): CaseLife {
  const decision = decideMove(life, move, by, when)
  if (!decision.ok) throw new Error(`refused: ${decision.refusal}`)
  return decision.life
}

function refusalOf(life: CaseLife, move: Move, by = me): string | undefined {
  const decision = decideMove(life, move, by, when)
  return decision.ok ? undefined : decision.refusal
}

const taken = moved(fresh, { kind: 'claim' })
const informed = moved(taken, { kind: 'notice', informedAt: now })

const outcomeList: fc.Arbitrary<Outcome[]> = fc.uniqueArray(fc.constantFrom(...outcomeCodes), {
  minLength: 1,
  maxLength: 8,
})
const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>({ kind: 'claim' }, { kind: 'unclaim' }, { kind: 'resume' }),
  fc.constant<Move>({ kind: 'assign', agent: other.agent }),
  fc.boolean().map<Move>(leavesContent => ({
    kind: 'contact',
    at: now,
    result: 'reached',
    leavesContent,
  })),
  fc.constant<Move>({ kind: 'notice', informedAt: now }),
  fc.integer({ min: -1, max: holdDaysMax + 2 }).map<Move>(days => ({
    kind: 'hold',
    reason: 'awaiting-person',
    resumeOn: addDays('2026-11-23', days),
  })),
  outcomeList.map<Move>(outcomes => ({ kind: 'close', outcomes, levels: [] })),
  fc.constant<Move>({ kind: 'decline', reason: 'not-competent' }),
  fc.constantFrom<Move>({ kind: 'confirm-close' }, { kind: 'withdraw-close' }),
  fc.constantFrom<Move>(
    { kind: 'restrict', ground: 'unlawful' },
    { kind: 'unrestrict', toldAt: now },
    { kind: 'erase', requestedAt: now },
  ),
)
const anyone = fc.constantFrom(me, other, lead)

/** What may follow what, written apart from the code that decides it. */
const legal: Readonly<Record<string, readonly string[]>> = {
  'to-take-up': ['to-take-up', 'taken-charge', 'declined'],
  'taken-charge': ['taken-charge', 'to-take-up', 'on-hold', 'closed', 'declined'],
  'on-hold': ['on-hold', 'taken-charge', 'closed', 'declined'],
}

t.test('no sequence of moves makes an illegal transition', async t => {
  let reachedEnds = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(anyMove, anyone, fc.boolean()), { maxLength: 30 }), steps => {
      let life = fresh
      for (const [move, by, needsSecondPerson] of steps) {
        const decision = decideMove(life, move, by, { ...when, needsSecondPerson })
        if (!decision.ok) continue
        const next = decision.life
        if (!legal[life.state]?.includes(next.state)) return false
        const isSecondPersons = move.kind === 'confirm-close' || move.kind === 'withdraw-close'
        const isOthers = life.adviser !== undefined && life.adviser !== by.agent && !by.isLead
        if (isOthers && !isSecondPersons) return false
        if (!isGuarded(life, next)) return false
        if ((next.state === 'to-take-up') !== (next.adviser === undefined)) {
          if (next.state !== 'declined') return false
        }
        if ((next.state === 'on-hold') !== (next.resumeOn !== undefined)) return false
        if (next.takenChargeAt === undefined && next.state === 'closed') return false
        if (decision.erases !== (next.state === 'declined' || erasesAtOnce('fr', next.outcomes)))
          return false
        life = next
      }
      if (life.endedAt !== undefined) reachedEnds += 1
      return true
    }),
    { seed: 20_261_121, numRuns: 2_000 },
  )
  t.ok(reachedEnds > 100, 'the property was tried on lives that ended')
})

/** What no move may do to a case that is frozen, or that waits for a second person. */
function isGuarded(life: CaseLife, next: CaseLife): boolean {
  const hasEnded = next.endedAt !== undefined
  if (hasEnded && (next.restrictedAt !== undefined || next.proposedAt !== undefined)) return false
  if (next.confirmedBy !== undefined && next.confirmedBy === next.closedBy) return false
  const wasGuarded = life.restrictedAt !== undefined || life.proposedAt !== undefined
  const isTouched = next.informedAt !== life.informedAt || next.resumeOn !== life.resumeOn
  return !wasGuarded || hasEnded || !isTouched
}

t.test('what has ended can be moved by nobody', async t => {
  const ended: CaseLife[] = [
    moved(informed, { kind: 'close', outcomes: ['right-opened'], levels: [] }),
    moved(taken, { kind: 'decline', reason: 'deceased' }),
    { ...taken, state: 'erased' },
    { ...fresh, state: 'joined' },
  ]
  fc.assert(
    fc.property(fc.constantFrom(...ended), anyMove, (life, move) => {
      const by = { agent: life.adviser ?? me.agent, isLead: true }
      return refusalOf(life, move, by) === 'case-move-not-allowed'
    }),
    { seed: 20_261_121 },
  )
  t.notOk(ended.some(life => liveStates.includes(life.state)))
})

t.test('each outcome asks for the notice or not, as the law says', async t => {
  const needNotice = [
    'right-opened',
    'right-updated',
    'claim-filed',
    'claim-refused',
    'renounced',
    'objected',
  ]
  for (const code of outcomeCodes) {
    const close: Move = { kind: 'close', outcomes: [code], levels: [] }
    const expected = needNotice.includes(code) ? 'case-notice-missing' : undefined
    t.equal(refusalOf(taken, close), expected, `${code} without notice`)
    t.equal(refusalOf(informed, close), undefined, `${code} with notice`)
  }
  t.equal(
    refusalOf(taken, { kind: 'close', outcomes: ['unreachable', 'claim-filed'], levels: [] }),
    'case-notice-missing',
    'one that needs it is enough',
  )
  t.equal(
    refusalOf(informed, { kind: 'close', outcomes: ['expired', 'expired'], levels: [] }),
    'case-outcome-repeated',
  )
  t.strictSame(outcomeCodes.filter(code => erasesAtOnce('fr', [code])).sort(), [
    'identifier-error',
    'not-eligible',
    'objected',
    'renounced',
  ])
})

t.test('an attempt that leaves content informs; one that only reaches does not', async t => {
  const contact = { kind: 'contact', at: now, result: 'reached' } as const
  const spoken = decideMove(taken, { ...contact, leavesContent: false }, me, when)
  t.match(spoken, { ok: true, news: [], life: { reachedAt: now, informedAt: undefined } })
  t.ok(spoken.ok && lateness(spoken.life, '2026-11-23').includes('notice'), 'the notice is due')
  const letter = decideMove(taken, { ...contact, leavesContent: true }, me, when)
  t.match(letter, { ok: true, life: { informedAt: now }, news: [{ type: 'informed' }] })
  const again = decideMove(informed, { ...contact, leavesContent: true }, me, when)
  t.match(again, { ok: true, news: [] }, 'the first notice counts')
  const early = new Date(acceptedAt.getTime() - 1)
  t.equal(refusalOf(taken, { kind: 'notice', informedAt: early }), 'case-date-out-of-range')
  const late = new Date(now.getTime() + 60_001)
  t.equal(refusalOf(taken, { kind: 'notice', informedAt: late }), 'case-date-out-of-range')
})

t.test('the same adviser keeps the person; a lead may step in', async t => {
  t.equal(refusalOf(taken, { kind: 'unclaim' }, other), 'case-of-another-adviser')
  t.equal(refusalOf(fresh, { kind: 'assign', agent: other.agent }), 'case-lead-only')
  const assigned = moved(taken, { kind: 'assign', agent: other.agent }, lead)
  t.match(assigned, { state: 'taken-charge', adviser: other.agent })
  const given = decideMove(fresh, { kind: 'assign', agent: other.agent }, lead, when)
  t.match(given, { ok: true, news: [{ type: 'taken-charge' }] })
  const back = moved(taken, { kind: 'unclaim' })
  t.match(back, { state: 'to-take-up', adviser: undefined, takenChargeAt: now })
  const again = decideMove(back, { kind: 'claim' }, other, when)
  t.match(again, { ok: true, news: [], life: { adviser: other.agent } }, 'charge is taken once')
})

t.test('waiting is given back to the deadline', async t => {
  const held = moved(taken, { kind: 'hold', reason: 'awaiting-document', resumeOn: '2026-12-10' })
  const later = { ...when, now: new Date('2026-12-07T09:00:00.000Z') }
  const resumed = decideMove(held, { kind: 'resume' }, me, later)
  const accompanyBy = addWorkingDays(calendar, taken.accompanyBy ?? '', 10)
  t.match(resumed, {
    ok: true,
    life: { state: 'taken-charge', accompanyBy, heldOn: undefined, resumeOn: undefined },
  })
  const close = { kind: 'close', outcomes: ['unreachable'], levels: [] } as const
  const closed = decideMove(held, close, me, when)
  t.match(closed, { ok: true, life: { state: 'closed', resumeOn: undefined } })
})

t.test('overdue is what a day finds late, and nothing that has ended', async t => {
  t.strictSame(lateness(fresh, '2026-12-04'), [])
  t.strictSame(lateness(fresh, '2026-12-05'), ['take-up'])
  const held = moved(taken, { kind: 'hold', reason: 'awaiting-person', resumeOn: '2026-11-30' })
  t.strictSame(lateness(held, '2026-12-01'), ['resume'])
  const late = addDays(taken.accompanyBy ?? '', 1)
  t.strictSame(lateness(taken, late), ['accompany', 'notice'], 'nobody told the person')
  t.strictSame(lateness(informed, late), ['accompany'])
  t.strictSame(lateness(moved(taken, { kind: 'decline', reason: 'deceased' }), late), [])
})

t.test('a joined signal closes as the case does, marked as counted elsewhere', async t => {
  t.strictSame(outcomesOfJoined(['right-opened']), ['right-opened', 'duplicate'])
  t.strictSame(outcomesOfJoined([]), [])
  t.strictSame(outcomesOfJoined(['duplicate']), ['duplicate'])
  t.equal(outcomesOfJoined(outcomeCodes.slice(0, 8)).length, 8)
})
