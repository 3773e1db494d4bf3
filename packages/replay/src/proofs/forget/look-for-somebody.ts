import type { Subject } from '@unefois/contracts'
import { createVisitor, type Sight, signInAs, type Visitor } from '@unefois/testing/visitor'
import type { Stage } from '../../stage.ts'
import { send as sendSignal } from './fates.ts'

const dayMs = 86_400_000

/**
 * What the hub's officers do at their console about a person of whom a signal was sent: a file, a
 * search by number that a second officer approves, another that is refused, a breach that touches
 * the signals of the month; then both are closed, so that their clocks run.
 */
export async function lookForSomebody(stage: Stage): Promise<Record<string, number>> {
  const { subject } = stage.person('be-niss')
  await sendSignal(stage, subject)
  const { audit } = stage.hub.urls
  const [one, two] = [createVisitor(), createVisitor()]
  await signInAs(one, `${audit}/files?lang=en`, 'hub-dpo')
  await signInAs(two, `${audit}/files?lang=en`, 'hub-dpo-2')
  const office = { console: audit, one, two }
  const opened = await send(one, `${audit}/files/new`, '/files', {
    reason: 'authority',
    reference: 'FORGET 1',
  })
  const file = opened.url.pathname
  await ask(office, file, subject, 'refusal')
  await ask(office, file, subject, 'approval')
  await send(one, `${audit}${file}`, `${file}/results`, numberOf('search', subject))
  await send(one, `${audit}${file}`, `${file}/closing`, {})
  const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const nowMs = stage.now().getTime()
  const recorded = await send(one, `${audit}/breaches/new`, '/breaches', {
    reference: 'FORGET 2',
    natures: 'confidentiality',
    'known-day': dayOf(nowMs - dayMs),
    'known-time': '09:00',
    from: dayOf(nowMs - dayMs),
    until: dayOf(nowMs),
  })
  const breach = recorded.url.pathname
  expectPage(await one.get(`${audit}${breach}/signals`))
  await send(one, `${audit}${breach}`, `${breach}/closing`, {})
  return { searchedByNumber: 1, searchesRefused: 1, breaches: 1 }
}

interface Office {
  readonly console: string
  readonly one: Visitor
  readonly two: Visitor
}

async function ask(
  { console, one, two }: Office,
  file: string,
  subject: Subject,
  word: 'approval' | 'refusal',
): Promise<void> {
  const page = `${console}${file}`
  await send(one, page, `${file}/searches`, numberOf('ask', subject))
  const shown = await two.get(page)
  const action = new RegExp(`action="(/files/[^"]+/${word})"`, 'u').exec(shown.body)?.[1]
  if (action === undefined) throw new Error(`the second officer has no form for ${word}`)
  expectPage(await two.submit(shown, {}, { action }))
}

function numberOf(form: 'ask' | 'search', { scheme, value }: Subject): Record<string, string> {
  return { [`${form}-scheme`]: scheme, [`${form}-value`]: value }
}

async function send(
  visitor: Visitor,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>>,
): Promise<Sight> {
  return expectPage(await visitor.submit(await visitor.get(page), fields, { action }))
}

function expectPage(sight: Sight): Sight {
  if (sight.status === 200) return sight
  throw new Error(`the console answered ${sight.status}`)
}
