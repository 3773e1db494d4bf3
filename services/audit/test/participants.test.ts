import type { Snapshot } from '@unefois/contracts'
import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { lawBetween, lawsOf } from '../src/domain/agencies-by-law.ts'
import { openParticipants } from '../src/participants.ts'
import { agencies } from './open-audit.ts'

const participant = (id: string, country: 'fr' | 'be') => ({
  id,
  country,
  name: id,
  type: 'caf' as const,
  keys: [],
})

t.test('a registry that is silent leaves what it said last', async t => {
  const answers: (Pick<Snapshot, 'participants'> | undefined)[] = [
    undefined,
    { participants: [participant('caf-13', 'fr'), participant('onss', 'be')] },
    undefined,
  ]
  const heard: string[] = []
  const participants = openParticipants({
    async fetchSnapshot() {
      const answer = answers.shift()
      if (answer === undefined) throw new Error('silent')
      return answer
    },
    monotonicMs: () => 0,
    onKnown: () => void heard.push('known'),
    onFault: () => void heard.push('fault'),
  })
  t.teardown(participants.close)
  await participants.refresh()
  t.equal(participants.latest(), undefined)
  await participants.refresh()
  await participants.refresh()
  t.strictSame(heard, ['fault', 'known', 'fault'], 'the first answer is told')
  t.strictSame(
    [...(participants.latest() ?? [])],
    [
      ['fr', ['caf-13']],
      ['be', ['onss']],
    ],
  )
})

t.test('whoever was admitted is known within seconds', async t => {
  let [asked, nowMs] = [0, 0]
  const participants = openParticipants({
    async fetchSnapshot() {
      asked += 1
      return { participants: [] }
    },
    monotonicMs: () => nowMs,
    onKnown() {},
    onFault() {},
  })
  t.teardown(participants.close)
  await participants.refresh()
  nowMs = 5_000
  t.equal(await waitUntil('asked again', () => (asked > 1 ? asked : undefined)), 2)
})

t.test('a trace has a law where its ends share one', async t => {
  const cases = [
    [['caf-13', 'carsat-sud-est'], 'fr'],
    [['onss', null], 'be'],
    [['hub', 'caf-13'], 'fr'],
    [['caf-13', 'hub'], 'fr'],
    [['caf-13', 'onss'], undefined],
    [['hub', null], undefined],
    [['caf-13', 'unheard-of'], undefined],
  ] as const
  for (const [ends, law] of cases) t.equal(lawBetween(agencies, ends), law, ends.join(' and '))
  t.strictSame(lawsOf(new Map()), ['fr', 'be'], 'before anybody takes part, the longest holds')
})
