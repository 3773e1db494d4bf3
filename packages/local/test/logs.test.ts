import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { createLogRotation } from '../src/hub/rotate-logs.ts'

const at = (text: string) => new Date(text)

t.test('log files end with their class, while processes go on writing', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'logs-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  // As a child has it: open to append, across every rotation.
  const file = openSync(join(folder, 'gateway.log'), 'a', 0o600)
  t.teardown(() => closeSync(file))
  const rotation = createLogRotation(folder, ['fr', 'be'])
  utimesSync(join(folder, 'gateway.log'), at('2026-01-05T00:00:00Z'), at('2026-01-05T00:00:00Z'))
  rotation.check(at('2026-01-05T00:00:00.000Z'))
  writeSync(file, 'january\n')
  rotation.check(at('2026-01-31T23:59:59.000Z'))
  t.strictSame(readdirSync(folder), ['gateway.log'], 'a month stays together')
  rotation.check(at('2026-02-01T00:30:00.000Z'))
  writeSync(file, 'february\n')
  t.equal(read('gateway.2026-01.log'), 'january\n')
  t.equal(statSync(join(folder, 'gateway.2026-01.log')).mode & 0o077, 0)
  t.equal(read('gateway.log'), 'february\n', 'the process writes on, with no hole')
  rotation.check(at('2026-03-01T00:30:00.000Z'))

  rotation.check(at('2026-07-31T23:59:59.999Z'))
  t.ok(readdirSync(folder).includes('gateway.2026-01.log'), 'no line goes before six months')
  rotation.check(at('2026-08-01T00:00:00.000Z'))
  const left = readdirSync(folder)
  t.notOk(left.includes('gateway.2026-01.log'))
  t.ok(left.includes('gateway.2026-02.log'))
  rotation.check(at('2026-09-01T00:00:00.000Z'))
  t.strictSame(readdirSync(folder), ['gateway.log'])
})

t.test('a launcher that starts again finds the logs of former months', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'logs-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  for (const [name, month] of [
    ['desk-cpam-13', '2026-01'],
    ['consent', '2026-10'],
  ]) {
    const path = join(folder, `${name}.log`)
    writeFileSync(path, `${month}\n`)
    utimesSync(path, at(`${month}-20T00:00:00Z`), at(`${month}-20T00:00:00Z`))
  }
  createLogRotation(folder, ['fr']).check(at('2026-11-21T08:00:00.000Z'))
  t.strictSame(readdirSync(folder).sort(), [
    'consent.2026-10.log',
    'consent.log',
    'desk-cpam-13.log',
  ])
})
