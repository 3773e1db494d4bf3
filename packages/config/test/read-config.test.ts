import t from 'tap'
import { readConfig } from '../src/index.ts'

const schema = {
  type: 'object',
  required: ['PORT', 'PASSWORD_FILE'],
  properties: {
    PORT: { type: 'integer', description: 'port', minimum: 1, maximum: 65_535 },
    PASSWORD_FILE: { type: 'string', description: 'file', pattern: '^/' },
    LEVEL: { type: 'string', description: 'level', enum: ['info', 'warn'], default: 'info' },
    STRICT: { type: 'boolean', description: 'strict', default: false },
    EXTRA: { type: 'string', description: 'may be absent' },
  },
} as const

t.test('reads, coerces by type, defaults and freezes', async t => {
  const environment = { PORT: '4600', PASSWORD_FILE: '/run/secret', STRICT: 'true', HOME: '/x' }
  const config = readConfig(schema, environment)
  t.strictSame(config, { PORT: 4600, PASSWORD_FILE: '/run/secret', LEVEL: 'info', STRICT: true })
  t.ok(Object.isFrozen(config))
  t.equal(config.EXTRA, undefined)
})

t.test('names every setting at fault and never its value', async t => {
  const faulty = { PORT: '70000', PASSWORD_FILE: 'hunter2', LEVEL: 'loud', STRICT: 'yes' }
  try {
    readConfig(schema, faulty)
    t.fail('it was accepted')
  } catch (error) {
    const text = String(error)
    for (const name of Object.keys(faulty)) t.ok(text.includes(name), name)
    for (const value of ['70000', 'hunter2', 'loud', 'yes']) t.notOk(text.includes(value))
  }
  for (const port of ['', ' 1', '0x10', '1e3', '01', '-1']) {
    t.throws(() => readConfig(schema, { PORT: port, PASSWORD_FILE: '/x' }), /PORT/, port)
  }
})
