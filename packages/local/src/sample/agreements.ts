import type { AgreementText } from '@unefois/contracts'

/** What distinguishes one sample agreement; everything else is the same for its country. */
interface SampleAgreement {
  readonly sender: string
  readonly receiver: string
  readonly right: string
  readonly basis: AgreementText['basis']
  readonly optionalFields: AgreementText['optionalFields']
}

const frenchFields: AgreementText['optionalFields'] = {
  territory: ['fr-13'],
  trigger: ['front-desk-contact', 'age-threshold', 'income-fell', 'right-ended'],
}

const belgianFields: AgreementText['optionalFields'] = {
  trigger: ['front-desk-contact', 'first-job', 'right-ended'],
  language: ['fr', 'nl'],
}

const samples: readonly SampleAgreement[] = [
  {
    sender: 'mission-locale-marseille',
    receiver: 'cpam-13',
    right: 'fr.cpam.c2s',
    basis: 'with-agreement',
    optionalFields: frenchFields,
  },
  {
    sender: 'mission-locale-marseille',
    receiver: 'caf-13',
    right: 'fr.caf.prime-activite',
    basis: 'with-agreement',
    optionalFields: frenchFields,
  },
  {
    sender: 'cpas-forest',
    receiver: 'mutualite-horizon',
    right: 'be.mutualite.intervention-majoree',
    basis: 'statutory-duty',
    optionalFields: belgianFields,
  },
  {
    sender: 'onss',
    receiver: 'mutualite-horizon',
    right: 'be.mutualite.affiliation',
    basis: 'statutory-duty',
    optionalFields: belgianFields,
  },
  {
    sender: 'caf-13',
    receiver: 'carsat-sud-est',
    right: 'fr.carsat.aspa',
    basis: 'public-task',
    optionalFields: frenchFields,
  },
  {
    sender: 'onem',
    receiver: 'cpas-forest',
    right: 'be.cpas.aide-sociale',
    basis: 'statutory-duty',
    optionalFields: { ...belgianFields, territory: ['be-21007'] },
  },
]

const dayMs = 86_400_000

/** The sample agreements' texts, valid from `nowMs` for five years. All of them are FICTITIOUS. */
export function sampleAgreements(nowMs: number): AgreementText[] {
  return samples.map(sample => agreementText({ ...sample, rights: [sample.right], nowMs }))
}

/** What an agreement of this shape says; benches make their own with it. */
export function agreementText(parts: {
  sender: string
  receiver: string
  rights: string[]
  basis: AgreementText['basis']
  optionalFields: AgreementText['optionalFields']
  nowMs: number
  quotaPerDay?: number
}): AgreementText {
  const { sender, receiver, basis, nowMs } = parts
  const french = parts.rights[0]?.startsWith('fr.') ?? false
  const seen = basis === 'with-agreement' ? 'classes' : 'figures'
  return {
    fictitious: true,
    sender,
    receiver,
    rights: parts.rights,
    purpose: 'inform-of-right',
    basis,
    basisReference: french
      ? 'FICTITIOUS: CRPA L.114-8 II; the data by D.114-9-1 or D.114-9-2'
      : 'FICTITIOUS: Charte de l’assuré social, 11 avril 1995, art. 3-4',
    lawProfile: french ? 'fr' : 'be',
    objection: { applies: true },
    controllerRoles: {
      sender: 'controller',
      receiver: 'controller',
      hub: 'processor',
      arrangement: 'FICTITIOUS contract with the hub',
    },
    identifierBasis: french ? frenchBasis : belgianBasis,
    dpia: { reference: `FICTITIOUS DPIA ${sender} ${receiver}`, on: day(nowMs - 60 * dayMs) },
    noticeUrl: `https://notices.example/${sender}/${receiver}`,
    optionalFields: parts.optionalFields,
    feedback: { policy: seen, endedAfterDays: 90 },
    deadlines: { remindDays: 5, takeUpDays: 10, accompanyDays: 60 },
    quota: { perDay: parts.quotaPerDay ?? 100_000 },
    contacts: { sender: `exchanges@${sender}.example`, receiver: `exchanges@${receiver}.example` },
    validity: { from: day(nowMs), to: day(nowMs + 5 * 365 * dayMs) },
  }
}

const frenchBasis: AgreementText['identifierBasis'] = {
  scheme: 'fr-nir',
  senderIndent: 'FICTITIOUS: décret 2019-341, art. 2',
  receiverIndent: 'FICTITIOUS: décret 2019-341, art. 2',
}

const belgianBasis: AgreementText['identifierBasis'] = {
  scheme: 'be-niss',
  deliberation: 'FICTITIOUS 00/000',
  statute: 'FICTITIOUS: loi du 15 janvier 1990, art. 14-15',
  route: { kind: 'dispensed', text: 'FICTITIOUS' },
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
