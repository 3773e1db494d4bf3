import { codes, type LawProfile, law } from '@unefois/contracts'
import { pageLimits } from '@unefois/pages'
import { bodyLine, officerLine, representedLine } from './agreement-activity.ts'
import { lawsOfParticipants } from './laws.ts'
import type { Activity, Making } from './make-register.ts'
import { backupLine, type Clock, clockLines } from './retention-lines.ts'
import { labelOf } from './say.ts'

/** What the hub does by itself, and which clocks end it. */
const own = {
  traces: ['trace', 'now'],
  objections: ['objection'],
  agreements: ['agreement', 'trace'],
  access: ['trace'],
  oversight: ['trace'],
  signIn: ['log'],
} as const satisfies Readonly<Record<string, readonly Clock[]>>

type Own = keyof typeof own

const minuteMs = 60_000
/** GDPR art. 12(3): a month, and two more where needed. */
const answerMonthsMax = 3

/** The hub's own activities: it alone answers for them. */
export function hubActivities(making: Making): Activity[] {
  return (Object.keys(own) as Own[]).map(name => hubActivity(name, making))
}

function hubActivity(name: Own, making: Making): Activity {
  const { say, source, language } = making
  const profiles = lawsOfParticipants(source)
  const countries = profiles.map(profile => labelOf(codes.lawProfile, profile, language)).join(', ')
  const hours = Math.min(...profiles.map(profile => law[profile].breachNoticeHours.value))
  return {
    id: `hub.${name}`,
    kind: 'hub',
    fictitious: making.fictitious,
    cells: {
      reference: [`hub.${name}`],
      name: [say(`hub.${name}.name`)],
      createdOn: [making.startedOn],
      updatedOn: [making.changedOn],
      state: [labelOf(codes.agreementState, 'active', language)],
      controllers: bodyLine(source.hub, 'hub', say),
      representatives: representedLine(source.hub, say),
      jointControllers: [say('joint.none')],
      dpos: officerLine(source.hub, say),
      processors: [say('processor.none')],
      purposes: [say(`hub.${name}.purpose`, { hours })],
      legalBasis: [say(`hub.${name}.basis`)],
      identifierBasis: [say('hub.identifier')],
      dataSubjects: [say(`hub.${name}.subjects`)],
      dataCategories: [say(`hub.${name}.data`)],
      sensitiveData: [say('hub.sensitive')],
      recipients: [say(`hub.${name}.recipients`)],
      transfers: [say('transfers.hub', { country: countries })],
      retention: [
        ...clockLines(own[name], profiles, language, say),
        ...further(name, making, profiles),
      ],
      security: making.security,
      information: [say('hub.information')],
      impactAssessment: [say('hub.dpia')],
      software: [making.software],
    },
  }
}

function further(name: Own, { say }: Making, profiles: readonly LawProfile[]): string[] {
  if (name === 'signIn') {
    const idle = pageLimits.sessionIdleMsMax / minuteMs
    const all = pageLimits.sessionLifeMsMax / (60 * minuteMs)
    return [say('keep.session', { idle, all })]
  }
  if (name === 'objections') {
    const months = Math.max(...profiles.map(profile => law[profile].signalKeptMonthsMax.value))
    return [say('keep.restriction', { months }), backupLine(say)]
  }
  if (name === 'access') return [say('keep.request', { months: answerMonthsMax }), backupLine(say)]
  return [backupLine(say)]
}
