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
})
