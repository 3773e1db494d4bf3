import { defineProblems } from '@unefois/errors'

/** Every refusal of the audit service that a caller may see. */
export const problems = defineProblems({
  'not-the-hub-officer': {
    status: 403,
    title: 'This is for the hub’s own data protection officer.',
    article: 'GDPR art. 39',
  },
  'hold-end-unfit': {
    status: 422,
    title: 'A hold ends on a day to come, twelve months from now at the latest.',
    article: 'GDPR art. 5(1)(e)',
  },
  'flag-unknown': { status: 404, title: 'No such flag, or somebody has settled it.' },
  'activity-unknown': { status: 404, title: 'There is no such activity of your agency.' },
  'certificate-unknown': { status: 404, title: 'No such certificate.' },
  'hold-unknown': { status: 404, title: 'No such hold.' },
  'officer-unnamed': { status: 403, title: 'A file is opened by somebody, not by a program.' },
  'reference-unfit': {
    status: 422,
    title: 'A reference is short and says no person’s number.',
  },
  'file-unknown': { status: 404, title: 'No such file.' },
  'file-closed': { status: 409, title: 'The file is closed.' },
  'number-invalid': { status: 422, title: 'This is no valid number of its scheme.' },
  'searches-too-many': { status: 422, title: 'The file has as many searches as a file may have.' },
  'search-unknown': { status: 404, title: 'No such search was asked for.' },
  'search-decided': { status: 409, title: 'The search is decided already, or over.' },
  'second-person-needed': {
    status: 403,
    title: 'Another officer than the one who asked decides on a search.',
  },
  'search-not-approved': {
    status: 403,
    title: 'No second person has approved this search now: nobody is looked for.',
    article: 'CRPA L.114-8 II',
  },
  'breach-unknown': { status: 404, title: 'No such breach.' },
  'breach-decided': { status: 409, title: 'The breach is notified or closed already.' },
  'breach-time-unfit': {
    status: 422,
    title: 'A breach is known, happened and is notified in this order, none of it to come.',
  },
  'breach-scope-unknown': {
    status: 422,
    title: 'No agency, agreement or key of this scope was ever known here.',
  },
  'late-without-reason': {
    status: 422,
    title: 'A notice after its term says why it is late.',
    article: 'GDPR art. 33(1)',
  },
  'search-unfit': {
    status: 422,
    title: 'A search names a time; or, by number, a file and nothing else.',
  },
  'search-time-unfit': {
    status: 422,
    title: 'A search goes from a day to a later one, a year further at most.',
  },
  'agent-without-agency': {
    status: 422,
    title: 'An agent is known to their own agency: name it, too.',
  },
  'agreement-never-in-force': { status: 422, title: 'No such agreement is or was in force.' },
  'exchange-unknown': { status: 404, title: 'Nothing of this signal is yours to see.' },
  'idempotency-key-reused': {
    status: 409,
    title: 'This key was used for another body: what it was first used for is named.',
  },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request with this key is still in progress: try again with the same key.',
  },
  'temporarily-unavailable': {
    status: 503,
    title: 'Nothing was stored: try again with the same key.',
  },
  'participants-unknown': {
    status: 503,
    title: 'The registry has not been heard, so nobody knows whose law applies: try again.',
  },
  'checkpoint-unknown': { status: 404, title: 'No such checkpoint is published.' },
  'tile-unknown': { status: 404, title: 'No such tile is published.' },
  'cosignature-wrong': {
    status: 422,
    title: 'The signature is not of this checkpoint by this key.',
  },
  'witness-key-differs': {
    status: 409,
    title: 'The witness of this agency has another key: a witness is not replaced by itself.',
  },
  'access-request-unknown': {
    status: 404,
    title: 'No open request for access of this number has this id.',
    article: 'GDPR art. 12(6)',
  },
  'access-part-beyond': { status: 404, title: 'This answer has fewer parts than that.' },
  'access-part-unknown': { status: 404, title: 'No such part is asked of this agency.' },
  'identifier-invalid': {
    status: 422,
    title: 'The identifier is not a valid number of its scheme: check it with the person.',
  },
})
