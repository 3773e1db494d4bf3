import t from 'tap'
import { createTapReader } from '../src/read-tap.ts'

function read(tap: string) {
  const said: string[] = []
  const reader = createTapReader(line => said.push(line))
  for (const line of tap.split('\n')) reader.read(line)
  return { ...reader.counts, said }
}

t.test('assertions count once, subtests only when nothing within them did', async t => {
  const { passed, failed, said } = read(`TAP version 14
# Subtest: a.test.ts
    # Subtest: works
        ok 1 - one
        ok 2 - two
        not ok 3 - later # todo
        ok 4 - elsewhere # SKIP
        1..4
    ok 1 - works # time=3ms
    # Subtest: empty
        1..0
    ok 2 - empty # time=1ms
    1..2
ok 1 - a.test.ts # time=12ms
# Subtest: b.test.ts
    # Subtest: breaks
        ok 1 - three
        not ok 2 - four
          ---
          diff: |
            -a
          ...
        1..2
    not ok 1 - breaks # time=3ms
    # Subtest: times out
        ok 1 - five
    not ok 2 - times out # time=3ms
    1..2
not ok 2 - b.test.ts # time=12ms
# Subtest: c.test.ts
    1..0 # no tests found
not ok 3 - c.test.ts # time=9ms
  ---
  exitCode: 1
  ...
1..3`)
  t.equal(passed, 5, 'one, two, empty, three, five')
  t.equal(failed, 3, 'four, the timeout, the file that crashed')
  t.match(said, [
    'passed a.test.ts  12ms',
    '  not ok: four',
    '            diff: |',
    '              -a',
    '  not ok: times out # time=3ms',
    'FAILED b.test.ts  12ms',
    'FAILED c.test.ts  9ms',
    '    exitCode: 1',
  ])
})
