import {
  type ControllerContacts,
  codes,
  type Language,
  type RegisterSource,
  territories,
} from '@unefois/contracts'
import { type AgreementNames, agreementNames } from './agreement-names.ts'
import type { Activity, Making } from './make-register.ts'
import { backupLine, clockLine } from './retention-lines.ts'
import { labelOf, type RegisterWord, type SayLine } from './say.ts'

export type Agreement = RegisterSource['agreements'][number]
type Text = Agreement['text']
type Side = 'sender' | 'receiver' | 'hub'

/** More values than this hide the rest of the cell: they are counted. */
const valuesNamedMax = 20

/** What the cells of one agreement are written from. */
interface Writing extends Making {
  readonly text: Text
  readonly names: AgreementNames
  contactsOf(side: Side): ControllerContacts | undefined
}

/** The activity of one agreement: what its two controllers do, and the hub for them. */
export function agreementActivity(agreement: Agreement, making: Making): Activity {
  const { say, language } = making
  const { id, version, text, state, draftedAt, activatedAt, endedAt } = agreement
  const writing = writingOf(agreement, making)
  const { sender, receiver, rights } = writing.names
  return {
    id: `${id}.${version}`,
    kind: 'agreement',
    fictitious: text.fictitious,
    cells: {
      reference: [`${id} v${version}`, agreement.hash],
      name: [say('agr.name', { sender, receiver, rights })],
      createdOn: [draftedAt.slice(0, 10)],
      updatedOn: [(endedAt ?? activatedAt).slice(0, 10)],
      state: [labelOf(codes.agreementState, state, language)],
      ...whoAnswers(writing),
      purposes: [labelOf(codes.purpose, text.purpose, language), say('agr.noOtherUse')],
      legalBasis: [labelOf(codes.legalBasis, text.basis, language), text.basisReference],
      identifierBasis: identifierBasis(text, say),
      dataSubjects: [say('agr.subjects', { rights }), say('agr.agents')],
      dataCategories: dataCategories(writing),
      sensitiveData: sensitiveData(text, language, say),
      recipients: recipients(writing),
      transfers: [
        say('transfers.none', { country: labelOf(codes.lawProfile, text.lawProfile, language) }),
      ],
      retention: retention(writing),
      security: making.security,
      information: information(text, say),
      impactAssessment: [say('agr.dpia', { ...text.dpia })],
      software: [making.software],
    },
  }
}

function writingOf({ text }: Agreement, making: Making): Writing {
  const { source, language } = making
  const participantOf = (side: Exclude<Side, 'hub'>) =>
    source.participants.find(({ participant }) => participant.id === text[side])
  return {
    ...making,
    text,
    names: agreementNames(text, source, language),
    contactsOf: side => (side === 'hub' ? source.hub : participantOf(side)?.contacts),
  }
}

/** Art. 30(1)(a): controllers, joint controllers, officers, representatives, processors. */
function whoAnswers({ text, say, contactsOf }: Writing) {
  const { controllerRoles: roles } = text
  const sides = ['sender', 'receiver', 'hub'] as const
  const having = (role: Text['controllerRoles']['hub']) =>
    sides.filter(side => roles[side] === role)
  const bodies = (of: readonly Side[]) => of.flatMap(side => bodyLine(contactsOf(side), side, say))
  const joint = having('joint-controller')
  const answering = [...having('controller'), ...joint]
  const processors = having('processor')
  const arrangement = roles.arrangement ?? ''
  return {
    controllers: complete(bodies(answering), answering.length),
    representatives: complete(
      answering.flatMap(side => representedLine(contactsOf(side), say)),
      answering.length,
    ),
    jointControllers:
      joint.length === 0
        ? [say('joint.none')]
        : [...bodies(joint), say('joint.arranged', { arrangement })],
    dpos: complete(
      answering.flatMap(side => officerLine(contactsOf(side), say)),
      answering.length,
    ),
    processors:
      processors.length === 0
        ? [say('processor.none')]
        : complete(
            [...bodies(processors), say('processor.contract', { arrangement })],
            processors.length + 1,
          ),
  }
}

/** Half a list of controllers would look whole: it is empty, and told as missing. */
function complete(lines: string[], wanted: number): string[] {
  return lines.length === wanted ? lines : []
}

/** Who a controller or processor is and how it is reached; none where nobody recorded it. */
export function bodyLine(
  contacts: ControllerContacts | undefined,
  side: Side,
  say: SayLine<RegisterWord>,
): string[] {
  if (contacts === undefined) return []
  const { name, address, email } = contacts
  return [say('body', { name, address, email, side: say(`side.${side}`) })]
}

/** Its data protection officer, as a function; none where nobody recorded it. */
export function officerLine(
  contacts: ControllerContacts | undefined,
  say: SayLine<RegisterWord>,
): string[] {
  if (contacts === undefined) return []
  const { designation, email } = contacts.dpo
  return [say('dpo', { name: contacts.name, designation, email })]
}

/** Who represents it in law, and that it needs no representative of art. 27. */
export function representedLine(
  contacts: ControllerContacts | undefined,
  say: SayLine<RegisterWord>,
): string[] {
  if (contacts === undefined) return []
  const { name, representative } = contacts
  return [say('represented', { name, representative })]
}

function identifierBasis({ identifierBasis: basis }: Text, say: SayLine<RegisterWord>): string[] {
  if (basis.scheme === 'fr-nir') {
    const line = (side: 'sender' | 'receiver', indent: string) =>
      say('agr.nir', { side: say(`side.${side}`), indent })
    return [line('sender', basis.senderIndent), line('receiver', basis.receiverIndent)]
  }
  const { deliberation, statute, route } = basis
  const through = route.kind === 'via-bcss' ? say('agr.viaBcss') : route.text
  return [say('agr.niss', { deliberation, statute, route: through })]
}

const fieldCodes = {
  territory: undefined,
  trigger: codes.trigger,
  detection: codes.detectionChannel,
  ntuType: codes.ntuType,
  contactChannel: codes.contactChannel,
  language: codes.language,
} as const

const fieldNames = Object.keys(fieldCodes) as (keyof typeof fieldCodes)[]

function dataCategories({ text, language, say, names: { rights } }: Writing): string[] {
  const scheme = labelOf(codes.identifierScheme, text.identifierBasis.scheme, language)
  const optional = fieldNames.flatMap(name => {
    const allowed: readonly string[] | undefined = text.optionalFields[name]
    if (allowed === undefined) return []
    const known = fieldCodes[name] ?? territories()
    const values =
      allowed.length > valuesNamedMax
        ? say('agr.counted', { count: allowed.length })
        : allowed.map(code => labelOf(known, code, language)).join(', ')
    return [say('agr.field', { field: say(`field.${name}`), values })]
  })
  return [
    say('agr.identifier', { scheme }),
    say('agr.right', { rights }),
    say('agr.days'),
    ...optional,
  ]
}

function sensitiveData(text: Text, language: Language, say: SayLine<RegisterWord>): string[] {
  const bases = text.sensitiveBasis ?? []
  if (bases.length === 0) return [say('agr.sensitiveNone')]
  return bases.map(({ kind, basis, provision }) =>
    say('agr.sensitive', {
      kind: labelOf(codes.sensitivity, kind, language),
      basis: labelOf(codes.sensitiveBasis, basis, language),
      provision,
    }),
  )
}

function recipients({ text, language, say, names }: Writing): string[] {
  const feedback = labelOf(codes.feedbackPolicy, text.feedback.policy, language)
  return [
    say('agr.toReceiver', { receiver: names.receiver }),
    say('agr.toSender', { sender: names.sender, feedback }),
    say('agr.toPerson'),
    say('agr.toOfficers'),
  ]
}

function retention({ text, language, say }: Writing): string[] {
  const line = (clock: Parameters<typeof clockLine>[0]) =>
    clockLine(clock, text.lawProfile, language, say)
  return [
    line('signal'),
    line('now'),
    line('trace'),
    line('objection'),
    ...(text.basis === 'with-agreement' ? [line('agreement')] : []),
    backupLine(say),
  ]
}

function information(text: Text, say: SayLine<RegisterWord>): string[] {
  const { objection } = text
  return [
    say('agr.notice', { url: text.noticeUrl }),
    'applies' in objection
      ? say('agr.objects')
      : say('agr.setAside', { provision: objection.setAside.provision }),
  ]
}
