import type { DeliveredEnvelope, Signal } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { canonicalEnvelope, canonicalSignal } from '../src/domain/canonical-text.ts'

const id = '019aa4b0-0000-7000-8000-000000000000'
const signal: Signal = {
  trigger: 'first-job',
  territory: 'fr-13',
  subject: { value: '253072B07300470', scheme: 'fr-nir' },
  right: 'fr.carsat.aspa',
  personAgreement: `pag_${'1'.repeat(32)}`,
  parent: id,
  observedOn: '2026-11-20',
  ntuType: 'not-known',
  language: 'nl',
  detection: 'data-campaign',
  contactChannel: 'telephone',
  campaign: `cmp_${'2'.repeat(32)}`,
  agreement: `agr_${'3'.repeat(32)}`,
  agent: 'agt_abcd',
  addressee: 'carsat-sud-est',
}
const envelope: DeliveredEnvelope = {
  id,
  right: 'fr.carsat.aspa',
  observedOn: '2026-11-20',
  sender: 'caf-13',
  receiver: 'carsat-sud-est',
  agreementHash: 'a'.repeat(64),
  acceptedAt: '2026-11-21T08:00:00.000Z',
  expiresOn: '2027-10-30',
  territory: 'fr-13',
  trigger: 'first-job',
  detection: 'data-campaign',
  ntuType: 'not-known',
  contactChannel: 'telephone',
  language: 'nl',
  parent: id,
}

t.test('what is written in order is what RFC 8785 asks for, whatever is absent', async t => {
  t.equal(canonicalSignal(signal), jcs(signal))
  t.equal(canonicalEnvelope(envelope), jcs(envelope))
  for (const name of Object.keys(signal)) {
    if (name === 'subject') continue
    const less = without(signal, name)
    t.equal(canonicalSignal(less), jcs(less), `without ${name}`)
  }
  for (const name of Object.keys(envelope)) {
    const less = without(envelope, name)
    t.equal(canonicalEnvelope(less), jcs(less), `without ${name}`)
  }
})

function without<T extends object>(whole: T, name: string): T {
  return Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name)) as T
}
