import type { Hub } from '@unefois/local'
import { createVisitor, type Sight, signInAs, type Visitor } from './visitor.ts'

const reference = 'FICTIF 2026-001'
/** A valid number of nobody: no commune has its code. */
const nobody = '251033599253562'
const dayMs = 86_400_000

/**
 * Opens what the hub's officers would have open, through the forms of their own console: a file
 * with a search by number that waits for the second officer, and two breaches, one of them late.
 * On a console that has it already nothing is done.
 *
 * @returns whether it was opened now.
 */
export async function openSampleOffice(hub: Pick<Hub, 'urls' | 'nowMs'>): Promise<boolean> {
  const console = hub.urls.audit
  const officer = createVisitor()
  const files = await signInAs(officer, `${console}/files?lang=fr`, 'hub-dpo')
  expectPage(files)
  if (files.body.includes(reference)) return false
  const page = await officer.get(`${console}/files/new`)
  const asked = { reason: 'person-request', reference }
  const file = expectPage(await officer.submit(page, asked, { action: '/files' }))
  const search = { 'ask-scheme': 'fr-nir', 'ask-value': nobody }
  const action = `${file.url.pathname}/searches`
  expectPage(await officer.submit(file, search, { action }))
  await openBreach(officer, hub, { reference: 'FICTIF 2026-002', daysAgo: 1, agency: '' })
  await openBreach(officer, hub, { reference: 'FICTIF 2026-003', daysAgo: 4, agency: 'caf-13' })
  return true
}

async function openBreach(
  officer: Visitor,
  hub: Pick<Hub, 'urls' | 'nowMs'>,
  { reference, daysAgo, agency }: { reference: string; daysAgo: number; agency: string },
): Promise<void> {
  const dayOf = (days: number) => new Date(hub.nowMs() - days * dayMs).toISOString().slice(0, 10)
  const fields = {
    reference,
    natures: 'confidentiality',
    'known-day': dayOf(daysAgo),
    'known-time': '09:00',
    agency,
    from: dayOf(30),
    until: dayOf(0),
  }
  const form = await officer.get(`${hub.urls.audit}/breaches/new`)
  expectPage(await officer.submit(form, fields, { action: '/breaches' }))
}

function expectPage(sight: Sight): Sight {
  if (sight.status === 200) return sight
  throw new Error(`the console answered ${sight.status} at ${sight.url.pathname}`)
}
