import { codes, law, type Participant, type Sensitivity } from '@unefois/contracts'
import { type Case, type Rule, when } from './rule.ts'

/** GDPR art. 9(2) and 10: a sensitive right or value needs a basis of its own kind. */
export const sensitiveHasBasis: Rule = subject => {
  const { sensitiveBasis = [], lawProfile } = subject.text
  const { healthBases, offenceBases } = law[lawProfile]
  const fitting = { health: healthBases.value, offence: offenceBases.value }
  const lacking = sensitiveKinds(subject).filter(
    kind =>
      !sensitiveBasis.some(
        each =>
          each.kind === kind && fitting[kind].includes(each.basis) && each.provision.trim() !== '',
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
    text.basis !== 'with-agreement' &&
      (sender.medicalSecrecy ?? law[sender.country].secrecyBoundTypes.value.includes(sender.type)),
    'medical-secrecy',
    '/basis',
  )

/**
 * L.114-8 II grants the objection and art. 21(1) attaches it to public tasks; a legal obligation
 * has none, if the provision that says so is cited. What a person agreed to is theirs to take back.
 */
export const mayBeObjected: Rule = ({ text: { objection, basis, lawProfile } }) => {
  if (!('setAside' in objection)) return []
  const isBarred = law[lawProfile].setAsideBases.value.includes(basis)
  const isCited = objection.setAside.provision.trim() !== ''
  return when(!(isBarred && isCited), 'set-aside-refused', '/objection/setAside')
}

/**
 * CRPA D.114-9-1: which bodies put which data about people at the others' disposal; a signal says
 * something of social rights or of a jobseeker. Any other body under a public task cites the rule
 * for what is not listed (D.114-9-2), or asks the person.
 */
export const isListedData: Rule = ({ text, sender }) => {
  const { socialDataTypes, jobseekerDataTypes, unlistedDataProvisions } = law[text.lawProfile]
  const listed = [...socialDataTypes.value, ...jobseekerDataTypes.value]
  const isBound = text.basis === 'public-task' && listed.length > 0
  const isCited = unlistedDataProvisions.value.some(each => text.basisReference.includes(each))
  const isRefused = isBound && !listed.includes(sender.type) && !isCited
  return when(isRefused, 'data-unlisted', '/basisReference')
}

/**
 * GDPR art. 26 and 28: agencies are controllers, never each other's suppliers; joint controllers
 * are so at both ends; joint control and processing each rest on a written arrangement.
 */
export const rolesAreArranged: Rule = ({ text: { controllerRoles: roles } }) => {
  const ends = [roles.sender, roles.receiver]
  const isJoint = ends.includes('joint-controller')
  const isWritten = (roles.arrangement ?? '').trim() !== ''
  const needsWriting = isJoint || roles.hub !== 'controller'
  return [
    ...when(ends.includes('processor'), 'roles-unarranged', '/controllerRoles'),
    ...when(isJoint && ends[0] !== ends[1], 'roles-unarranged', '/controllerRoles'),
    ...when(needsWriting && !isWritten, 'roles-unarranged', '/controllerRoles/arrangement'),
  ]
}

/** Undeclared counts as outside: a mission is stated, never presumed. */
function isOutsidePublicService(agency: Participant): boolean {
  const { type, country, publicServiceMission } = agency
  return law[country].missionBoundTypes.value.includes(type)
    ? publicServiceMission !== true
    : publicServiceMission === false
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
