import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import {
  type CataloguedProblem,
  catalogueProblems,
  writeProblems,
} from '../scripts/write-problems.ts'
import { validatorFor } from '../src/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const isProblem = validatorFor('urn:unefois:contracts:problem.v1')
const advise = (status: number) => `advice for ${status}`

t.test('the committed catalogue is what the services refuse with today', async t => {
  const written = await writeProblems(root)
  t.equal(written.length, 2)
  for (const [path, text] of written) t.equal(readFileSync(`${root}${path}`, 'utf8'), text, path)
  const [[, json] = ['', ''], [, page] = ['', '']] = written
  const problems: CataloguedProblem[] = JSON.parse(json).problems
  const codes = problems.map(problem => problem.code)
  t.same(codes, [...new Set(codes)].sort(), 'each code once')
  t.ok(codes.includes('not-found') && codes.includes('agreement-missing'), 'shared ones and own')
  for (const { type, code, status, title, article, advice, services } of problems) {
    t.ok(
      isProblem({ type, code, status, title, ...(article ? { article } : {}) }),
      `${code} is a problem that may leave`,
    )
    t.ok(advice.length > 10 && services.length > 0, `${code} says what to do, and who answers it`)
    t.equal(page.split(`| \`${code}\` |`).length, 2, `${code} is on the page once`)
  }
})

t.test('a code has one meaning', async t => {
  const gone = { status: 410, title: 'It is gone.' }
  const both = catalogueProblems(
    [
      { service: 'desk', definitions: { gone } },
      { service: 'gateway', definitions: { gone } },
    ],
    advise,
  )
  t.match(both, [{ code: 'gone', services: ['desk', 'gateway'], advice: 'advice for 410' }])
  for (const other of [
    { ...gone, status: 404 },
    { ...gone, title: 'It was never here.' },
    { ...gone, article: 'CRPA L.114-8' },
  ]) {
    t.throws(
      () =>
        catalogueProblems(
          [
            { service: 'desk', definitions: { gone } },
            { service: 'gateway', definitions: { gone: other } },
          ],
          advise,
        ),
      /gateway and desk mean two things by gone/u,
    )
  }
  t.throws(
    () => catalogueProblems([{ service: 'desk', definitions: { Gone: gone } }], advise),
    /not a code/u,
  )
})
