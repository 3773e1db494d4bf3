import type { RuleOfLaw } from '@unefois/contracts'
import t from 'tap'
import { judgeRules } from '../src/law/judge-rules.ts'
import { createNamedResults } from '../src/law/named-results.ts'
import { printRules } from '../src/law/print-rules.ts'

const tap = `TAP version 14
# Subtest: a.test.ts
    # Subtest: works \\# with care
        ok 1 - one
        # Subtest: within
            ok 1 - two
            1..1
        ok 2 - within # time=1ms
        1..2
    ok 1 - works \\# with care # time=3ms
    # Subtest: empty
        1..0
    ok 2 - empty # time=1ms
    # Subtest: only promised
        ok 1 - later # SKIP
        1..1
    ok 3 - only promised # time=1ms
    # Subtest: breaks
        ok 1 - three
        # Subtest: deep
            not ok 1 - four
              ---
              found: "ok 5 - deep"
              ...
        not ok 2 - deep # time=1ms
        # Subtest: fine
            ok 1 - five
        ok 3 - fine # time=1ms
    not ok 4 - breaks # time=3ms
not ok 1 - a.test.ts # time=12ms
# Subtest: b.test.ts
    # Subtest: is cut short
        ok 1 - six
not ok 2 - b.test.ts # time=9ms
1..2`

function resultsOf(text: string) {
  const { results, read } = createNamedResults()
  for (const line of text.split('\n')) read(line)
  return results
}

t.test('each test has the result of what it asserted, by its whole name', async t => {
  t.same(Object.fromEntries(resultsOf(tap)), {
    'a.test.ts > works # with care > within': 'passed',
    'a.test.ts > works # with care': 'passed',
    'a.test.ts > empty': 'failed',
    'a.test.ts > only promised': 'failed',
    'a.test.ts > breaks > deep': 'failed',
    'a.test.ts > breaks > fine': 'passed',
    'a.test.ts > breaks': 'failed',
    'a.test.ts': 'failed',
    'b.test.ts': 'failed',
  })
})

const rule = (parts: RuleOfLaw['parts']): RuleOfLaw => ({
  id: 'cross-border',
  rule: 'Social security across the border belongs to EESSI.',
  values: [],
  parts,
})
const tested = (test: string, where = 'there.ts') => ({
  says: `by ${test}`,
  where: [where],
  tests: [{ file: 'a.test.ts', test }],
})
const standingOf = (parts: RuleOfLaw['parts']) =>
  judgeRules([rule(parts)], resultsOf(tap), path => path === 'there.ts')[0]?.standing

t.test('a rule holds when every part of it does', async t => {
  const gap = { says: 'the rest', open: 'not built' }
  t.equal(standingOf([tested('works # with care')]), 'holds')
  t.equal(standingOf([tested('works # with care'), gap]), 'open')
  t.equal(standingOf([gap, tested('breaks')]), 'fails', 'a failure is worse than a gap')
  t.equal(standingOf([tested('empty')]), 'fails', 'a test that asserts nothing')
  t.equal(standingOf([tested('was renamed')]), 'fails', 'a test that did not run')
  t.equal(standingOf([tested('works # with care', 'moved.ts')]), 'fails', 'code that is not there')
  t.equal(standingOf([{ says: 'a wish', where: ['there.ts'] }]), 'fails', 'neither test nor gap')
  t.equal(standingOf([]), 'fails', 'nothing asked')
})

t.test('the table shows article, rule, place, test and result, and counts', async t => {
  const judged = judgeRules(
    [rule([tested('works # with care'), tested('was renamed')]), rule([])],
    resultsOf(tap),
    () => true,
  )
  const table = printRules(judged)
  t.match(table, /^FAILS {2}Regulation \(EC\) 987\/2009 art\. 4\n {7}Social security/u)
  t.match(table, '✓ a.test.ts > works # with care\n')
  t.match(table, '✗ a.test.ts > was renamed: no such test ran\n')
  t.match(table, /\n2 rules: 0 hold, 0 open, 2 fail\n$/u)
})
