import t from 'tap'
import { adviceFor, defineProblems, Problem } from '../src/index.ts'

const problems = defineProblems({
  'field-not-agreed': { status: 422, title: 'Leave it out.', article: 'CRPA L.114-8 II' },
  'come-back': { status: 503, title: 'Later.' },
})

t.test('a problem is its code, its article and its pointers', async t => {
  const pointers = [{ pointer: '/language', detail: 'may not travel' }]
  const problem = problems['field-not-agreed']({ pointers, extra: { original: 'an-id' } })
  t.type(problem, Problem)
  t.type(problem, Error)
  t.strictSame(problem.toDocument(), {
    type: '/problems/field-not-agreed',
    title: 'Leave it out.',
    status: 422,
    code: 'field-not-agreed',
    article: 'CRPA L.114-8 II',
    errors: pointers,
    original: 'an-id',
  })
})

t.test('what is not known is left out', async t => {
  const problem = problems['come-back']({ retryAfterSec: 5 })
  t.equal(problem.retryAfterSec, 5)
  t.strictSame(Object.keys(problem.toDocument()), ['type', 'title', 'status', 'code'])
  t.strictSame(Object.keys(problems.definitions), ['field-not-agreed', 'come-back'])
})

t.test('a status without advice is a mistake of ours', async t => {
  t.match(adviceFor(429), 'Retry-After')
  t.throws(() => adviceFor(418), /418/)
})
