import { randomUUID } from 'node:crypto'

/** What an intruder may try at consent: the ids are somebody's, the number is nobody's there. */
export interface ConsentTarget {
  /** The intruder's client. */
  readonly as: string
  /** A person's agreement that an owner recorded, an objection and a restriction of the person. */
  readonly personAgreement: string
  readonly objection: string
  readonly restriction: string
}

/** One call and what it says. */
export interface ConsentProbe {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

const subject = { scheme: 'fr-nir', value: '253072B07300470' }

/**
 * Calls that would show or end what owners recorded of their persons, with another person's number;
 * and calls that only the hub itself may make.
 */
export function consentProbes(target: ConsentTarget, at: string): ConsentProbe[] {
  const { as, personAgreement, objection, restriction } = target
  // A person's token names its agent; a system names one in the body.
  const agent = as.endsWith('-adviser') ? {} : { agent: 'agt_intruder0001' }
  const takingBack = { subject, by: 'adviser', ...agent }
  const asPerson = { subject, by: 'person' }
  return [
    { method: 'GET', path: `/v1/person-agreements/${personAgreement}` },
    post(`/v1/person-agreements/${personAgreement}/withdrawal`, takingBack),
    { method: 'GET', path: `/v1/objections/${objection}` },
    { method: 'GET', path: `/v1/objections/${objection}/calendar` },
    { method: 'GET', path: `/v1/renunciations/${objection}` },
    post(`/v1/objections/${objection}/withdrawal`, takingBack),
    post(`/v1/renunciations/${objection}/withdrawal`, takingBack),
    post(`/v1/restrictions/${restriction}/lift`, { ...takingBack, toldAt: at }),
    post('/v1/identifier-successions', { former: subject, current: subject }),
    post('/v1/objections', { subject, scope: {}, lodgedBy: 'person' }),
    post('/v1/erasure-requests', asPerson),
    post('/v1/restrictions', { ...asPerson, ground: 'unlawful' }),
    post('/v1/access-requests', asPerson),
    { method: 'GET', path: `/v1/access-requests/${randomUUID()}` },
  ]
}

function post(path: string, body: unknown): ConsentProbe {
  return { method: 'POST', path, body }
}
