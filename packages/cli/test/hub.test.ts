import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import { type Hub, loadSample, sampleParticipants, startHub } from '@unefois/local'
import { createClient } from '@unefois/sdk'
import { waitUntil } from '@unefois/testing'
import t, { type Test } from 'tap'
import { exitCodes } from '../src/exit-codes.ts'
import { type Place, place } from './unefois.ts'

const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'
const dayMs = 86_400_000
const day = (ahead = 0) => new Date(Date.now() + ahead * dayMs).toISOString().slice(0, 10)
const header = 'subject.scheme;subject.value;right;addressee;observedOn'
const random = seededRandom(23)
const person = () => syntheticNiss(random).value
const row = (value: string) => ['be-niss', value, right, receiver, day()].join(';')

const hub = await startHub({ participants: sampleParticipants, desks: [receiver], say: () => {} })
t.teardown(() => hub.stop())
await loadSample(hub)

function placeOf(t: Test, clientId: string): Place {
  const here = place(t)
  writeConfig(here, hub, clientId)
  return here
}

function writeConfig(here: Place, { urls }: Hub, clientId: string): void {
  here.write('key.pem', hub.client(clientId).privateKeyPem, 0o600)
  const config = { hub: urls.gateway, issuer: urls.identity, clientId, privateKeyFile: 'key.pem' }
  here.write('unefois.config.json', JSON.stringify(config))
}

t.test('one signal: from a file, piped, refused here and there', async t => {
  const { run, write } = placeOf(t, 'cpas-forest')
  const value = person()
  const subject = { scheme: 'be-niss', value }
  write('signal.json', JSON.stringify({ subject, right, addressee: receiver, observedOn: day() }))
  const sent = await waitUntil('the gateway knows the agreements', async () => {
    const ended = await run(['signal', 'signal.json', '--json'])
    return ended.code === exitCodes.done && ended
  })
  t.match(JSON.parse(sent.out), { status: 'sent' })
  const key = ['--key', '019aa3f0-5c00-4001-8000-000000000001']
  const piped = ['signal', '--right', right, '--addressee', receiver, ...key, '--json']
  const first = await run(piped, { input: `${value}\n` })
  t.equal(first.code, exitCodes.done)
  t.equal((await run(piped, { input: value })).out, first.out, 'the same key sends once')
  const other = await run(piped, { input: person() })
  t.match({ exit: other.code, ...JSON.parse(other.err) }, { exit: 4, code: /reused/ })
  const mistyped = await run(['signal', '--right', right, '--lang', 'fr'], { input: `${value}0` })
  t.match(mistyped, { code: 1, err: /identifier-invalid/ })
  const none = await run(['signal', '--right', 'be.cpas.aide-sociale', '--territory', 'be-21007'], {
    input: value,
  })
  t.match(none, { code: exitCodes.refused, err: /403 agreement-missing[\s\S]*L\.114-8/u })
  for (const ended of [sent, first, other, mistyped, none]) {
    t.notOk(`${ended.out}${ended.err}`.includes(value))
  }
})

t.test('a wrong key, a hub that is away', async t => {
  const here = placeOf(t, 'cpas-forest')
  here.write('s.ndjson', `${JSON.stringify({ a: 1 })}\n`)
  here.write('key.pem', hub.client('onss').privateKeyPem, 0o600)
  const wrong = await here.run(['batch', 'send', 's.ndjson'], { env: { UNEFOIS_LANG: 'de' } })
  t.match(wrong, { code: exitCodes.refused, err: /invalid_client[\s\S]*öffentlichen Schlüssel/u })
  writeConfig(here, hub, 'cpas-forest')
  const env = { UNEFOIS_HUB: 'http://127.0.0.1:9' }
  const away = await here.run(['batch', 'status', '019aa3f0-5c00-7001-8000-000000000001'], { env })
  t.match(away, { code: exitCodes.network, err: /ECONNREFUSED/ })
  const config = { hub: 'http://127.0.0.1:9', issuer: 'http://127.0.0.1:9', clientId: 'x' }
  here.write('away.json', JSON.stringify({ ...config, privateKeyFile: 'key.pem' }))
  t.match(await here.run(['feedback', '--config', 'away.json', '--json']), {
    code: exitCodes.network,
    err: /"code":"network".*"exit":5/,
  })
})

t.test('a batch: its results, given again, another file, anew', async t => {
  const { run, write, folder } = placeOf(t, 'cpas-forest')
  const values = Array.from({ length: 250 }, person)
  const rows = [...values.slice(0, 200).map(row), row('11111111111'), ...values.slice(200).map(row)]
  write('people.csv', `${[header, ...rows].join('\r\n')}\r\n`)
  const sent = await run(['batch', 'send', 'people.csv', '--json'])
  t.equal(sent.code, exitCodes.linesRefused, sent.err)
  const summary = JSON.parse(sent.out)
  t.match(summary, { state: 'complete', lines: 251, accepted: 250, refused: 1 })
  t.same(summary.byCode, { 'identifier-invalid': 1 })
  const results = readFileSync(join(folder, 'people.csv.results.csv'), 'utf8').split('\n')
  t.equal(results.length, 253)
  t.match(results[201], /^201,refused,identifier-invalid,subject\.value,$/u)
  t.match(results[1], /^1,sent,,,[0-9a-f-]{36}$/u)
  const state = readFileSync(join(folder, 'people.csv.unefois.json'), 'utf8')
  t.same(JSON.parse(state), { batch: summary.batch }, 'the batch’s id and nothing else')
  const again = await run(['batch', 'send', 'people.csv'])
  t.match(again, { code: 1, err: /nothing is sent twice/ })
  t.match(await run(['batch', 'status', 'people.csv']), { code: 0, out: /complete, 250 sent/ })
  write('people.csv', `${[header, ...rows.slice(1), rows[0]].join('\n')}\n`)
  t.match(await run(['batch', 'send', 'people.csv']), { code: 6, err: /not the file/ })
  write('people.csv', `${[header, ...rows.slice(1)].join('\n')}\n`)
  t.match(await run(['batch', 'send', 'people.csv']), { code: 6, err: /not the file/ })
  const anew = await run(['batch', 'send', 'people.csv', '--new', '--json'])
  t.not(JSON.parse(anew.out).batch, summary.batch)
  write('people.csv.unefois.json', '{"batch":"019aa3f0-5c00-7001-8000-000000000001"}')
  t.match(await run(['batch', 'send', 'people.csv']), { code: 4, err: /--new/ })
  write('people.csv.unefois.json', 'rubbish')
  t.match(await run(['batch', 'send', 'people.csv']), { code: 6, err: /no state of a batch/ })
  const spoken = `${sent.out}${again.err}${results.join()}`
  t.notOk(
    values.some(value => spoken.includes(value)),
    'no number anywhere',
  )
})

t.test('Ctrl-C finishes what is under way; kill -9 does not; both go on', async t => {
  const { run, start, write, folder } = placeOf(t, 'cpas-forest')
  const lines = 20_000
  const rows = Array.from({ length: lines }, () => row(person()))
  const state = join(folder, 'many.csv.unefois.json')
  const client = createClient({
    hub: hub.urls.gateway,
    issuer: hub.urls.identity,
    clientId: 'cpas-forest',
    privateKey: hub.client('cpas-forest').privateKeyPem,
  })
  t.teardown(() => client.close())
  // Not by the program itself: while it starts, the batch would go on.
  const stored = async (line: number) => {
    await waitUntil('the batch is open', () => existsSync(state))
    const { batch } = JSON.parse(readFileSync(state, 'utf8'))
    await waitUntil(
      `a line after ${line} is stored`,
      async () => (await client.batches.read(batch)).nextLine > line,
    )
  }
  write('many.csv', [header, ...rows].join('\n'))
  const first = start(['batch', 'send', 'many.csv'])
  await stored(1)
  first.child.kill('SIGINT')
  const stopped = await first.ended
  t.equal(stopped.code, exitCodes.interrupted, stopped.err)
  t.match(stopped.err, /Finishing the lines[\s\S]*unefois batch send many\.csv/u)
  const { batch } = JSON.parse(readFileSync(state, 'utf8'))
  const where = JSON.parse((await run(['batch', 'status', 'many.csv', '--json'])).out)
  t.ok(where.nextLine > 1 && where.nextLine <= lines, `stopped before line ${where.nextLine}`)

  const second = start(['batch', 'send', 'many.csv'])
  await stored(where.nextLine)
  second.child.kill('SIGKILL')
  await second.ended
  const last = await run(['batch', 'send', 'many.csv', '--json'])
  t.equal(last.code, exitCodes.done, last.err)
  t.match(JSON.parse(last.out), { batch, accepted: lines, refused: 0 })
  const results = readFileSync(join(folder, 'many.csv.results.csv'), 'utf8').trim().split('\n')
  t.equal(results.length, lines + 1)
  t.equal(new Set(results.slice(1).map(line => line.split(',')[4])).size, lines)
})

t.test('a campaign from both sides, and feedback', async t => {
  const sender = placeOf(t, 'cpas-forest')
  const other = placeOf(t, receiver)
  const today = day()
  const parts = ['--right', right, '--receivers', receiver, '--starts-on', today]
  const bounds = ['--ends-on', day(30), '--signals-max', '1000', '--per-day-max', '500']
  const propose = ['campaign', 'propose', ...parts, ...bounds]
  const proposed = await sender.run([...propose, '--json'])
  t.equal(proposed.code, 0, proposed.err)
  const { id } = JSON.parse(proposed.out)
  t.match(await sender.run(propose.slice(0, -2)), { code: exitCodes.usage })
  const accepted = await other.run(['campaign', 'accept', id, '--per-day-max', '100'])
  t.match(accepted, { code: 0, out: /agreed/ })
  t.match(await sender.run(['campaign', 'accept', id, '--per-day-max', '1']), { code: 4 })
  t.match(await sender.run(['campaign', 'figures', id]), { code: 0, out: /No figures yet/ })
  const exact = await other.run(['campaign', 'figures', id])
  t.match(exact, { code: 0, out: /^Exact, as of[\s\S]*received +0/u })
  sender.write('c.csv', `${header}\n${row(person())}\n`)
  t.equal((await sender.run(['batch', 'send', 'c.csv', '--campaign', id])).code, 0)
  t.match(await sender.run(['feedback']), { code: 0, err: /Nothing yet/ })
  const following = sender.start(['feedback', '--follow'])
  await waitUntil('it follows', () => following.said() !== '')
  following.child.kill('SIGINT')
  t.match(await following.ended, { code: exitCodes.interrupted, err: /--after 0/ })
})
