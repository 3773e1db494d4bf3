import { codes, type Participant, type Sensitivity } from '@unefois/contracts'
import { type Case, type Rule, when } from './rule.ts'

/** GDPR art. 9(2) and 10: a sensitive right or value needs a basis of its own kind. */
export const sensitiveHasBasis: Rule = subject => {
  const { sensitiveBasis = [] } = subject.text
  const lacking = sensitiveKinds(subject).filter(
    kind =>
      !sensitiveBasis.some(
        each => each.kind === kind && (each.basis === 'gdpr-10') === (kind === 'offence'),
      ),
  )
  return when(lacking.length > 0, 'sensitive-basis-missing', '/sensitiveBasis')
}

/** CRPA L.100-3: a private body is an administration within a public-service mission only. */
export const isAdministration: Rule = ({ text, sender, receiver }) =>
  when(
    text.basis !== 'with-agreement' && [sender, receiver].some(isOutsidePublicService),
    'outside-public-service',
    '/basis',
  )

/** CRPA L.114-9 2°: who is bound by medical secrecy sends only with the person's agreement. */
export const keepsMedicalSecrecy: Rule = ({ text, sender }) =>
  when(
    text.basis !== 'with-agreement' && (sender.medicalSecrecy ?? sender.type === 'hospital'),
    'medical-secrecy',
    '/basis',
  )

/**
 * L.114-8 II grants the objection and art. 21(1) attaches it to public tasks; a legal obligation
 * has none. What a person agreed to is theirs to take back.
 */
export const mayBeObjected: Rule = ({ text }) => {
  const isTask = text.basis === 'public-task' && text.lawProfile === 'fr'
  const isSetAside = 'setAside' in text.objection
  return when(
    isSetAside && (isTask || text.basis === 'with-agreement'),
    'set-aside-refused',
    '/objection/setAside',
  )
}

/** Undeclared counts as outside: a mission is stated, never presumed. */
function isOutsidePublicService({ type, publicServiceMission }: Participant): boolean {
  const isPrivate = type === 'mutualite' || type === 'association'
  return isPrivate ? publicServiceMission !== true : publicServiceMission === false
}

function sensitiveKinds({ text, rights }: Case): Sensitivity[] {
  const { optionalFields: fields } = text
  const lists = [
    [codes.trigger, fields.trigger],
    [codes.detectionChannel, fields.detection],
    [codes.contactChannel, fields.contactChannel],
  ] as const
  const ofRights = rights.filter(right => text.rights.includes(right.id)).map(r => r.sensitive)
  const ofValues = lists.flatMap(([known, allowed = []]) =>
    known.filter(each => allowed.some(code => code === each.code)).map(each => each.sensitive),
  )
  return [...new Set([...ofRights, ...ofValues])].filter(kind => kind !== undefined)
}
