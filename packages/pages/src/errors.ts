import { defineProblems } from '@unefois/errors'

/** What only a page refuses. */
export const problems = defineProblems({
  'form-refused': { status: 403, title: 'The form did not come from a page of this service' },
})
