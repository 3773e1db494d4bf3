import t from 'tap'
import { createLog, defineEvents } from '../src/index.ts'

const events = defineEvents({
  'signal-relayed': { level: 'info', fields: ['signalId', 'attempts'] },
  'nothing-to-say': { level: 'warn', fields: [] },
})

t.test('a line holds the event and its listed fields, and nothing else', async t => {
  const lines: string[] = []
  const log = createLog({
    service: 'test',
    events,
    destination: { write: l => void lines.push(l) },
  })
  log('signal-relayed', { signalId: 'an-id', attempts: 2 })
  log('nothing-to-say')
  const [first, second] = lines.map(line => JSON.parse(line))
  t.strictSame(Object.keys(first), ['level', 'time', 'service', 'signalId', 'attempts', 'event'])
  t.match(first, { level: 'info', service: 'test', event: 'signal-relayed', attempts: 2 })
  t.strictSame(Object.keys(second), ['level', 'time', 'service', 'event'])
})

t.test('what is not listed throws instead of being written', async t => {
  const lines: string[] = []
  const log = createLog({
    service: 'test',
    events,
    destination: { write: l => void lines.push(l) },
  })
  const anything = log as (event: string, fields?: object) => void
  t.throws(() => anything('made-up'), /not in the catalogue/)
  t.throws(() => anything('nothing-to-say', { signalId: 'x' }), /may not carry/)
  t.throws(() => anything('signal-relayed', { signalId: 'x'.repeat(201) }), /longer/)
  t.throws(() => anything('signal-relayed', { signalId: new Error('text') }), /plain value/)
  t.strictSame(lines, [])
})
