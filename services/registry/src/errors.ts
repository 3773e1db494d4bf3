import { articlesOf } from '@unefois/contracts'
import { defineProblems } from '@unefois/errors'

/** Every refusal of the registry that a caller may see; `article` cites the text that refuses. */
export const problems = defineProblems({
  'registry-idempotency-key-reused': {
    status: 409,
    title: 'This key was used for another request: take a new key.',
  },
  'registry-unavailable': {
    status: 503,
    title: 'Nothing was changed: try again with the same key.',
  },
  'text-not-plain': {
    status: 422,
    title: 'A text holds a control character or half a character: write it plainly.',
  },
  'day-unknown': { status: 400, title: 'This day is not in the calendar.' },
  'participant-id-reserved': { status: 422, title: 'The id `hub` is the hub’s own.' },
  'participant-status-unfit': {
    status: 422,
    title: 'The participant in whose status this one acts must be another, known one.',
  },
  'participant-exists': { status: 409, title: 'A participant already has this id.' },
  'participant-unknown': { status: 404, title: 'There is no participant of this id.' },
  'participant-nature-fixed': {
    status: 422,
    title: 'Id, type and country stay: an agency of another nature is another participant.',
  },
  'participant-agreement-unlawful': {
    status: 409,
    title: 'An active agreement would become unlawful by this change: suspend or end it first.',
    article: `${articlesOf('administration')}; ${articlesOf('medical-secrecy')}`,
  },
  'participant-state-refused': {
    status: 409,
    title: 'The participant is already in that state.',
  },
  'participant-suspended': {
    status: 422,
    title: 'An agency of this agreement is suspended by the operator.',
  },
  'key-invalid': {
    status: 422,
    title: 'The public key is not one of its use, or its id is not the fingerprint of its bytes.',
  },
  'key-exists': { status: 409, title: 'This key is already registered: make a new one.' },
  'key-unknown': { status: 404, title: 'The participant has no key of this id.' },
  'key-retired': { status: 409, title: 'This key is already retired.' },
  'competence-right-unknown': { status: 422, title: 'The right is not in the catalogue.' },
  'competence-participant-unfit': {
    status: 422,
    title: 'The participant is unknown, or not of the country and type that serve this right.',
  },
  'competence-territory-unfit': {
    status: 422,
    title: 'The territory is not one of the country of this right.',
  },
  'competence-dates-invalid': {
    status: 422,
    title: 'The days are not of our calendar, or the last is before the first.',
  },
  'competence-overlaps': {
    status: 409,
    title:
      'The participant is already competent there on some of these days: close that row first.',
  },
  'agreement-side-needed': {
    status: 403,
    title: 'Only the sender, the receiver or the operator may draft this agreement.',
  },
  'agreement-role-needed': {
    status: 403,
    title: 'This act is one of a legal representative of either agency, or of the operator.',
    article: articlesOf('officer-advises'),
  },
  'agreement-unknown': { status: 404, title: 'There is no such agreement of your agency.' },
  'agreement-text-known': {
    status: 409,
    title: 'An agreement with exactly this text exists already: change something or use it.',
  },
  'agreement-sides-changed': {
    status: 422,
    title: 'Another sender or receiver makes another agreement: draft it as a new one.',
  },
  'agreement-hash-unknown': {
    status: 409,
    title: 'The hash is not that of the newest version: read the agreement again.',
  },
  'agreement-state-refused': {
    status: 409,
    title: 'The agreement is not in a state that allows this.',
  },
  'resumption-refused': {
    status: 403,
    title: 'Only the agency that suspended the agreement may resume it.',
  },
  'opinion-day-invalid': { status: 422, title: 'An opinion is dated today or before.' },
  'opinion-exists': { status: 409, title: 'Your agency’s officer has given an opinion already.' },
  'officer-cannot-sign': {
    status: 403,
    title: 'Who gave the data protection officer’s opinion cannot sign: officers advise.',
    article: articlesOf('officer-advises'),
  },
  'signature-exists': { status: 409, title: 'Your agency has signed this version already.' },
  'signature-key-unknown': {
    status: 422,
    title: 'The key is not an active signing key of your agency.',
  },
  'signature-invalid': {
    status: 422,
    title: 'The signature is not one of this key over the canonical bytes of this text.',
    article: `${articlesOf('advice-and-signature')}; RFC 7518 §3.4; RFC 8785`,
  },
  'side-unknown': { status: 422, title: 'Sender and receiver must be two known participants.' },
  'right-not-served': {
    status: 422,
    title: 'A right is not in the catalogue, or is not the business of this receiver.',
  },
  'purpose-refused': {
    status: 422,
    title:
      'Only informing of a right or awarding it is allowed; never fraud, in any part of the text.',
    article: articlesOf('no-other-use'),
  },
  'cross-border-refused': {
    status: 422,
    title: 'Exchanges between France and Belgium belong to EESSI.',
    article: articlesOf('cross-border'),
  },
  'law-profile-refused': {
    status: 422,
    title: 'The law profile must be that of the country of both agencies.',
    article: articlesOf('law-of-the-country'),
  },
  'deliberation-missing': {
    status: 422,
    title: 'A Belgian agreement states its deliberation, its statute and its route by the BCSS.',
    article: articlesOf('niss-use'),
  },
  'nir-indent-missing': {
    status: 422,
    title: 'A French agreement names the indent that lets each end use the NIR.',
    article: articlesOf('nir-use'),
  },
  'sensitive-basis-missing': {
    status: 422,
    title: 'A sensitive right or value needs an article 9(2) or 10 basis and an impact assessment.',
    article: articlesOf('sensitive-data'),
  },
  'outside-public-service': {
    status: 422,
    title:
      'A mutual or an association outside a public-service mission needs the person’s agreement.',
    article: articlesOf('administration'),
  },
  'medical-secrecy': {
    status: 422,
    title: 'A sender bound by medical secrecy needs the person’s agreement.',
    article: articlesOf('medical-secrecy'),
  },
  'set-aside-refused': {
    status: 422,
    title: 'The right to object cannot be set aside on this basis.',
    article: articlesOf('objection'),
  },
  'bcss-not-asked': {
    status: 422,
    title: 'This hub does not ask the BCSS: no agreement by that route can be in force here.',
    article: articlesOf('niss-use'),
  },
  'objection-unstated': {
    status: 422,
    title: 'Say that objection applies, or cite the provision that sets it aside.',
    article: articlesOf('objection'),
  },
  'source-refused': {
    status: 422,
    title: 'A source that serves rights and fraud alike is no way to detect a right.',
    article: articlesOf('refused-source'),
  },
  'data-unlisted': {
    status: 422,
    title:
      'This sender is not listed for such data: cite D.114-9-2, or ask for the person’s agreement.',
    article: articlesOf('listed-data'),
  },
  'roles-unarranged': {
    status: 422,
    title:
      'Both ends are controllers; joint control, or a hub that processes for them, is in writing.',
    article: articlesOf('roles'),
  },
  'notice-missing': {
    status: 422,
    title: 'The notice to the persons must be published at an https address first.',
    article: articlesOf('prior-information'),
  },
  'impact-assessment-missing': {
    status: 422,
    title: 'An impact assessment must exist, dated on or before the day of activation.',
    article: articlesOf('impact-assessment'),
  },
  'validity-over': { status: 422, title: 'The validity is over, or ends before it begins.' },
  'homologation-expired': {
    status: 422,
    title: 'The security homologation of an agency has expired.',
    article: articlesOf('security-reference'),
  },
  'receiver-key-missing': {
    status: 422,
    title: 'The receiver has no active sealing key, so nothing could be sealed for it.',
    article: articlesOf('confidentiality'),
  },
  'opinion-missing': {
    status: 422,
    title: 'The data protection officer of each agency must give an opinion on this version.',
    article: articlesOf('officer-heard'),
  },
  'signature-missing': {
    status: 422,
    title: 'The legal representative of each agency must sign this version.',
    article: articlesOf('advice-and-signature'),
  },
})

export type RegistryProblem = Exclude<keyof typeof problems, 'definitions'>
