import { defineProblems } from '@unefois/errors'

/** Every refusal of the consent service that a caller may see. */
export const problems = defineProblems({
  'identifier-invalid': {
    status: 422,
    title: 'The identifier is not a valid number of its scheme: check it with the person.',
  },
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
  'lodger-unfit': {
    status: 403,
    title: 'Only the hub’s own page speaks as the person: lodge as their adviser.',
    article: 'CRPA L.114-8 II',
  },
  'agent-unfit': {
    status: 422,
    title: 'Whoever speaks for another is named: the agent of the token, or of the body.',
    article: 'CRPA R.114-9-6',
  },
  'authority-unfit': {
    status: 422,
    title: 'A legal representative, and nobody else, states the authority they act under.',
    article: 'CRPA L.114-8 II',
  },
  'kept-months-out-of-range': {
    status: 422,
    title: 'An objection is kept for 12 to 24 months.',
    article: 'CRPA R.114-9-7',
  },
  'lodging-quota-reached': {
    status: 429,
    title: 'This agent, or this agency, has spoken for as many persons as one day allows.',
  },
  'scope-unknown': {
    status: 422,
    title: 'The scope names an agency or a right that is not in the registry.',
  },
  'restriction-unknown': {
    status: 404,
    title: 'No such restriction of this person, or it has ended.',
  },
  'restriction-told-later': {
    status: 422,
    title: 'The person is told before a restriction ends: the instant is not in the past.',
    article: 'GDPR art. 18(3)',
  },
  'objection-unknown': {
    status: 404,
    title: 'No such objection or renunciation of this person, or it has lapsed.',
  },
  'person-agreement-unknown': {
    status: 404,
    title: 'No such agreement of this person, or it has ended.',
  },
  'succession-unfit': {
    status: 422,
    title: 'A succession leads from a provisional number to the lasting one of the same scheme.',
  },
})
