import { defineProblems } from '@unefois/errors'

/** Every refusal of the desk that a caller may see. Codes are stable; titles say what to do. */
export const problems = defineProblems({
  'case-agency-foreign': { status: 403, title: 'This desk answers its own agency only.' },
  'case-agent-missing': {
    status: 403,
    title: 'The token names no agent: every act on a case has a person behind it.',
    article: 'CRPA R.114-9-6',
  },
  'case-not-found': { status: 404, title: 'No such case at this desk.' },
  'case-recalled': {
    status: 410,
    title: 'The hub recalled the signal: what this desk held of the person has been destroyed.',
    article: 'CRPA L.114-8 II',
  },
  'case-closed-and-erased': {
    status: 410,
    title: 'The case was closed and what this desk held of the person destroyed at once.',
    article: 'CRPA L.114-8 II §2',
  },
  'case-declined-and-erased': {
    status: 410,
    title: 'The case was declined and what this desk held of the person destroyed.',
  },
  'case-preserved': {
    status: 410,
    title:
      'The case is past its last day, kept for a legal hold alone: ask the protection officer.',
    article: 'CRPA R.114-9-7, al. 2',
  },
  'case-held': {
    status: 409,
    title:
      'A legal hold keeps what declining would destroy: close the case, or have the hold ended.',
  },
  'case-joined': {
    status: 409,
    title: 'This signal is joined to another one’s case, which is named: act on that one.',
  },
  'case-move-not-allowed': {
    status: 409,
    title:
      'The case is not in a state from which that can be done: the states that are, are named.',
  },
  'case-decline-pending': {
    status: 409,
    title: 'The case is being sent on: repeat the same decline until it is done.',
  },
  'case-of-another-adviser': {
    status: 403,
    title: 'Another adviser has this case and keeps the person: ask them, or a team leader.',
  },
  'case-lead-only': {
    status: 403,
    title: 'Only a team leader assigns cases: ask one, or take a free one with `claim`.',
  },
  'case-decline-lead-only': {
    status: 403,
    title: 'Many were erased lately: a team leader declines it, or send it on where it belongs.',
  },
  'case-notice-missing': {
    status: 422,
    title: 'This outcome supposes contact: first record when the person was told, as a notice.',
    article: 'CRPA L.114-8 II §2; GDPR art. 14(3) and 21(4)',
  },
  'case-date-out-of-range': {
    status: 422,
    title: 'The date is out of range; the range is named.',
  },
  'case-outcome-alone': {
    status: 422,
    title: 'A wrong identifier is an outcome of its own: the case was about somebody else.',
    article: 'GDPR art. 5(1)(d) and 16',
  },
  'case-restricted': {
    status: 409,
    title: 'The case is frozen at the person’s request: end the restriction first, telling them.',
    article: 'GDPR art. 18(2)',
  },
  'case-restricted-at-hub': {
    status: 409,
    title: 'The person had it frozen at the hub, for every agency: it is lifted there.',
    article: 'GDPR art. 18(2) and 19',
  },
  'case-not-restricted': {
    status: 409,
    title: 'The case is not restricted: there is nothing to end, go on with it.',
  },
  'case-awaiting-confirmation': {
    status: 409,
    title:
      'A closing that erases waits: a second person confirms it, or it is taken back or refused.',
  },
  'case-nothing-to-confirm': {
    status: 409,
    title: 'No closing of this case waits: those that do are in the queue `to-confirm`.',
  },
  'case-confirmation-own': {
    status: 403,
    title: 'Somebody other than whoever proposed the closing confirms it; you may take it back.',
  },
  'case-erasure-refused': {
    status: 422,
    title: 'The law sets objection to this exchange aside, so the data are not erased on request.',
    article: 'GDPR art. 17(3)(b)',
  },
  'case-not-sent-on': {
    status: 409,
    title: 'Only a case that was declined and sent on to another agency has this notice.',
    article: 'CRPA L.114-2 and L.114-3',
  },
  'case-notice-unknown': {
    status: 422,
    title:
      'No such notice, or not in that language, or not of a first contact: see GET /v1/notices.',
  },
  'case-agreement-unknown': {
    status: 503,
    title: 'The registry did not tell the agreement behind the case: try again.',
  },
  'case-key-missing': {
    status: 503,
    title: 'The key of this case is not here: try again; if it stays so, tell who runs the desk.',
  },
  'case-outcome-repeated': { status: 422, title: 'An outcome is given twice: give each once.' },
  'case-contacts-full': {
    status: 422,
    title: 'The case holds as many contacts as it may: close it with what is known.',
  },
  'case-child-refused': {
    status: 422,
    title: 'The hub does not let the signal be sent on, so nothing was declined.',
    article: 'CRPA L.114-8 II',
  },
  'case-hub-unavailable': {
    status: 503,
    title: 'The hub did not answer, and nothing was done: try the same call again.',
  },
  'case-hold-day': {
    status: 422,
    title: 'A hold ends on a day to come, at most twelve months from now; it can be placed again.',
  },
  'case-hold-missing': {
    status: 422,
    title: 'Some of these cases are not here or hold nothing any more: leave them out.',
  },
  'case-hold-unknown': {
    status: 404,
    title: 'No hold of this id holds: GET /v1/legal-holds lists them.',
  },
  'case-quarter-open': {
    status: 422,
    title: 'Figures by territory are given once they are final, when the next quarter is over.',
  },
  'case-period-invalid': { status: 400, title: 'The period ends before it begins.' },
  'idempotency-key-reused': {
    status: 409,
    title: 'This key was used for another body: what it was first used for is named.',
  },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request with this key is still in progress: try again with the same key.',
  },
})
