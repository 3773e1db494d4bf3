import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import t from 'tap'
import { exitCodes } from '../src/exit-codes.ts'
import { languages } from '../src/messages/language.ts'
import { place } from './unefois.ts'

const random = seededRandom(11)
const person = syntheticNiss(random).value
const right = 'be.mutualite.intervention-majoree'
const today = new Date().toISOString().slice(0, 10)
const header = 'subject.scheme,subject.value,right,observedOn,addressee'
const row = (value: string, on = today) => `be-niss,${value},${right},${on},mutualite-horizon`

const read = (folder: string, file: string) =>
  JSON.parse(readFileSync(new URL(`../src/${folder}/${file}.json`, import.meta.url), 'utf8'))

t.test('every word stands in four languages, with the same places to fill in', t => {
  for (const folder of ['messages', 'help']) {
    const shape = (value: unknown): unknown =>
      typeof value === 'string'
        ? [...value.matchAll(/\{\w+\}/gu)].map(String).sort()
        : Array.isArray(value)
          ? value.length
          : Object.fromEntries(Object.entries(Object(value)).map(([k, v]) => [k, shape(v)]))
    for (const language of languages.slice(1)) {
      t.strictSame(
        shape(read(folder, language)),
        shape(read(folder, 'en')),
        `${folder} ${language}`,
      )
    }
  }
  t.end()
})

t.test('help, version, what is unknown', async t => {
  const { run } = place(t)
  const help = await run(['help'])
  t.equal(help.code, exitCodes.done)
  for (const name of ['keys new', 'check', 'batch send', 'campaign figures']) {
    t.match(help.out, name)
    const own = await run(['help', ...name.split(' ')], { env: { UNEFOIS_LANG: 'nl' } })
    t.match(own.out, `unefois ${name}`)
    t.match(own.out, 'Gebruik')
  }
  t.match(
    (await run(['--help'], { env: { LANG: 'fr_BE.UTF-8' } })).out,
    'Usage : unefois <commande>',
  )
  t.match(await run(['batch']), { code: 2, err: /batch send/, out: '' })
  t.match(await run(['version']), { code: 0, out: /^unefois \d+\.\d+\.\d+ / })
  t.match(await run(['--version', '--json']), { code: 0, out: /"version"/ })
  t.match(await run(['sendd', '--lang', 'de']), { code: 2, err: /Unbekannter Befehl/ })
  t.match(await run(['check']), { code: 2, err: /unefois check </ })
  const json = await run(['check', 'a', '--nonsense', '--json'])
  t.match(JSON.parse(json.err), { code: 'bad-arguments', exit: 2 })
})

t.test('secrets and persons never go on the command line', async t => {
  const { run } = place(t)
  const nir = syntheticNir(random).value
  const refused: [string[], string][] = [
    [['signal', '--private-key', 'x'], 'secret-in-arguments'],
    [['signal', '--token=abc'], 'secret-in-arguments'],
    [['signal', '-----BEGIN PRIVATE KEY-----'], 'secret-in-arguments'],
    [['signal', '--right', person], 'identifier-in-arguments'],
    [['check', `${nir.slice(0, 1)} ${nir.slice(1)}`], 'identifier-in-arguments'],
    [['signal', `{"subject":{"value":"${person}"}}`], 'identifier-in-arguments'],
  ]
  for (const [args, code] of refused) {
    const ended = await run([...args, '--json'])
    t.equal(ended.code, exitCodes.usage)
    t.match(JSON.parse(ended.err), { code })
    t.notOk(ended.err.includes(person))
  }
})

t.test('configuration: what is missing, unsafe or open to others is said', async t => {
  const { run, write, folder } = place(t)
  t.match(await run(['signal', 'x.json']), {
    code: 3,
    err: /hub, issuer, clientId, privateKeyFile/,
  })
  t.equal((await run(['keys', 'new', 'client'])).code, 0)
  const hub = 'https://127.0.0.1:9'
  const config = (extra: object) =>
    JSON.stringify({
      hub,
      issuer: hub,
      clientId: 'a',
      privateKeyFile: 'keys/client-key.pem',
      ...extra,
    })
  const key = readFileSync(join(folder, 'keys/client-key.pem'), 'utf8')
  write('open.pem', key)
  write('poor.pem', 'not a key', 0o600)
  write(
    's.json',
    JSON.stringify({ subject: { scheme: 'be-niss', value: person }, right, observedOn: today }),
  )
  const cases: [string, string][] = [
    ['{', 'config-unreadable'],
    [config({ colour: 'red' }), 'config-unknown'],
    [config({ privateKey: key }), 'secret-inline'],
    [config({ privateKeyFile: key }), 'secret-inline'],
    [config({ privateKeyFile: 'absent.pem' }), 'key-unreadable'],
    [config({ privateKeyFile: 'open.pem' }), 'key-open-to-others'],
    [config({ privateKeyFile: 'poor.pem' }), 'key-unusable'],
    [config({ hub: 'http://hub.example' }), 'address-unsafe'],
  ]
  for (const [content, code] of cases) {
    write('unefois.config.json', content)
    const ended = await run(['signal', 's.json', '--json'])
    t.match({ code: ended.code, ...JSON.parse(ended.err) }, { code, exit: exitCodes.configuration })
    t.notOk(ended.err.includes(key.slice(40, 90)), 'the key is not repeated')
  }
  t.match(await run(['signal', 's.json', '--config', 'none.json']), { code: 3 })
  const env = { UNEFOIS_PRIVATE_KEY: key }
  t.match(await run(['signal', 's.json'], { env }), { code: 3, err: /UNEFOIS_PRIVATE_KEY_FILE/ })
  write('unefois.config.json', config({}))
  const down = await run(['signal', 's.json'])
  t.match(down, { code: exitCodes.network, err: /--key [0-9a-f-]{36}/ }, 'how to send it once')
  t.match(await run(['batch', 'status', 'nothing.csv']), { code: 2 })
})

t.test('keys: for nobody else, never overwritten, the public half to hand over', async t => {
  const { run, folder } = place(t)
  const made = await run(['keys', 'new', '--json'])
  t.equal(made.code, 0)
  const [client, receiver] = made.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  t.match(client, { kind: 'client', publicJwk: { kty: 'EC', crv: 'P-256', alg: 'ES256' } })
  t.match(receiver, { kind: 'receiver', publicJwk: { kty: 'OKP', crv: 'X25519', kid: /^rk_/ } })
  t.notOk(/"d"|BEGIN/u.test(made.out), 'nothing private is printed')
  const files = readdirSync(join(folder, 'keys'))
  t.equal(files.length, 2)
  for (const file of files) t.equal(statSync(join(folder, 'keys', file)).mode & 0o777, 0o600)
  t.equal(statSync(join(folder, 'keys')).mode & 0o777, 0o700)
  t.match(await run(['keys', 'new', 'client']), { code: 6, err: /keys\/client-key\.pem/ })
  t.match(await run(['keys', 'new', 'sender']), { code: 2 })
  t.equal((await run(['keys', 'new', 'receiver'])).code, 0, 'a receiver has a key at each rotation')
})

t.test('check: line, column and reason of each fault, and never a number', async t => {
  const { run, write } = place(t)
  const otherKey = String((Number(person.slice(-2)) % 97) + 1).padStart(2, '0')
  const wrong = `${person.slice(0, -2)}${otherKey}`
  const lines = [header, row(person), row(wrong), row(person, '2031-01-01'), 'x', row(`${person}0`)]
  write('people.csv', `${lines.join('\r\n')}\r\n`)
  const found = await run(['check', 'people.csv', '--json'])
  t.equal(found.code, exitCodes.linesRefused)
  const documents = found.out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  t.match(documents, [
    { line: 2, row: 3, column: 9, code: 'identifier-invalid', pointer: '/subject/value' },
    { line: 3, row: 4, column: 55, code: 'observed-on-out-of-range', pointer: '/observedOn' },
    { line: 4, row: 5, column: 1, code: 'line-columns' },
    { line: 5, row: 6, column: 9, code: 'identifier-invalid' },
    { lines: 5, faulty: 4, byCode: { 'identifier-invalid': 2 } },
  ])
  const shown = await run(['check', 'people.csv'])
  t.match(shown.out, /^line 3, column 9: identifier-invalid \(subject\.value fails its check key/u)
  for (const text of [found.out, shown.out, shown.err]) {
    t.notOk(text.includes(person.slice(0, 9)) || text.includes(wrong), 'nothing of a line')
  }
  const good = { subject: { scheme: 'be-niss', value: person }, right, observedOn: today }
  write('good.ndjson.gz', gzipSync(`${JSON.stringify(good)}\n`))
  t.match(await run(['check', 'good.ndjson.gz', '--json']), {
    code: 0,
    out: '{"lines":1,"faulty":0,"byCode":{}}\n',
  })
  write('broken.jsonl', `{"subject"\n\n`)
  t.match((await run(['check', 'broken.jsonl'])).out, /^line 1, column 11: line-not-json\nline 2/u)
  write('many.csv', [header, ...Array(50).fill('x')].join('\n'))
  t.match((await run(['check', 'many.csv'])).out.split('\n').length, 22)
  t.equal((await run(['check', 'many.csv', '--all'])).out.split('\n').length, 52)
})

t.test('a file that is none, or has no header row', async t => {
  const { run, write } = place(t)
  write('people.txt', 'x')
  write('no-header.csv', `${row(person)}\n`)
  write('few.csv', 'subject.scheme,right\n')
  write('torn.csv.gz', gzipSync(`${header}\n${row(person)}\n`.repeat(999)).subarray(0, 100))
  const cases: [string, string][] = [
    ['people.txt', 'file-kind-unknown'],
    ['absent.csv', 'file-absent'],
    ['no-header.csv', 'header-column'],
    ['few.csv', 'header-missing'],
    ['torn.csv.gz', 'file-unreadable'],
  ]
  for (const [file, code] of cases) {
    for (const command of [['check'], ['batch', 'send']]) {
      const ended = await run([...command, file, '--json'])
      t.match({ exit: ended.code, ...JSON.parse(ended.err) }, { code, exit: exitCodes.file })
      t.notOk(ended.err.includes(person))
    }
  }
  write('only-header.csv', header)
  t.match(await run(['batch', 'send', 'only-header.csv']), { code: 6, err: /no line/ })
  t.match(await run(['check', 'people.txt', '--format', 'csv']), { code: 6 })
})
