import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openingLines } from '@unefois/evidence'
import { jcs } from '@unefois/sealing'
import { sampleAnswer, sampleLog, sampleLogKey, samplePolicy, sampleZip } from '@unefois/testing'
import t, { type Test } from 'tap'
import { exitCodes } from '../src/exit-codes.ts'
import { place } from './unefois.ts'

const leaves = 700
const log = sampleLog(leaves)
const linesOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

/** A folder as somebody fetched it from a hub. */
function fetched(t: Test) {
  const here = place(t)
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(here.folder, path)), { recursive: true })
    writeFileSync(join(here.folder, path), content)
  }
  for (const [path, bytes] of log.files) put(`log/${path}`, bytes)
  put('log/checkpoint', log.checkpointAt(leaves))
  put('log/policy', samplePolicy)
  put('policy', samplePolicy)
  return { ...here, put }
}

t.test('an answer: holds, and fails after a byte, with a code and in four languages', async t => {
  const { run, put } = fetched(t)
  const zip = sampleZip(sampleAnswer(log, [3, 680], leaves))
  put('answer.zip', zip)
  const held = await run(['verify', 'answer.zip', '--policy', 'policy', '--json'])
  t.equal(held.code, exitCodes.done, held.err)
  t.match(linesOf(held.out), [
    {
      path: 'answer.zip',
      kind: 'access',
      holds: true,
      trust: 'given',
      by: ['hub-test/log'],
      hub: 'hub-test',
      events: 2,
      proven: 2,
    },
  ])
  const own = await run(['verify', 'answer.zip'])
  t.match(own, {
    code: 0,
    err: /Believed on the hub’s own word/u,
    out: /^answer\.zip: holds\..* Signed by hub-test\/log/u,
  })
  const parts = sampleAnswer(log, [3, 680], leaves)
  const [told, { proof: _, second: __, nonce2: ___, ...last }] = parts.answer.events as never as [
    object,
    Record<string, unknown>,
  ]
  const erased = { second: undefined, nonce2: undefined, secondErasedAt: parts.answer.madeAt }
  const events = [
    { ...told, ...erased },
    { ...last, publishedBy: '2026-11-21T08:20:00.000Z' },
  ]
  const proofs = parts.proofs.slice(0, 1)
  const answer = { ...parts.answer, events: JSON.parse(JSON.stringify(events)) }
  put('pending.zip', sampleZip({ ...parts, proofs, answer }))
  t.match(await run(['verify', 'pending.zip', '--policy', 'policy']), {
    code: 0,
    err: /1 acts are overdue.* Ask again/u,
    out: /1 second parts are missing, erased on the hub’s word/u,
  })
  const changed = Buffer.from(zip)
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
  put('changed.zip', changed)
  for (const [language, word] of [
    ['fr', 'ne tient PAS'],
    ['nl', 'houdt NIET stand'],
    ['de', 'hält NICHT'],
    ['en', 'does NOT hold'],
  ]) {
    const ended = await run([
      'verify',
      'changed.zip',
      '--policy',
      'policy',
      '--lang',
      `${language}`,
    ])
    t.match(ended, { code: exitCodes.unproven, out: word })
    t.notMatch(ended.out, /fault-|\{\w+\}/u)
  }
  put('other-policy', samplePolicy.replace(/^log .*$/mu, 'log x'))
  const refused = await run(['verify', 'answer.zip', '--policy', 'other-policy', '--json'])
  t.match(linesOf(refused.out), [{ code: 'policy-wrong' }, { holds: false, trust: 'given' }])
})

t.test('a folder of the log: rebuilt, with checkpoints and openings, faults by index', async t => {
  const { run, put } = fetched(t)
  const verify = (...args: string[]) => run(['verify', ...args, '--policy', 'policy', '--json'])
  const whole = await verify('log')
  t.match(whole, { code: 0 }, whole.err)
  t.match(linesOf(whole.out), [{ kind: 'log', holds: true, leaves, size: leaves }])
  t.match(linesOf((await verify('log', '--from', '300', '--to', '301')).out), [{ leaves: 256 }])
  t.equal((await verify('log', '--from', 'x')).code, exitCodes.usage)
  const beyond = await verify('log', '--from', '1000', '--to', '2000')
  t.match(linesOf(beyond.out), [{ code: 'leaves-missing', index: leaves }, { holds: false }])

  for (const size of [1, 256, 699]) put(`saved-${size}`, log.checkpointAt(size, [sampleLogKey]))
  const saved = ['saved-1', 'saved-256', 'saved-699']
  t.match(linesOf((await verify(...saved, '--tiles', 'log')).out), [
    { kind: 'checkpoints', holds: true, checkpoints: 3 },
  ])
  put('elsewhere', sampleLog(leaves).checkpointAt(400))
  const forked = await verify('saved-256', 'elsewhere', '--tiles', 'log')
  t.equal(forked.code, exitCodes.unproven)
  t.match(linesOf(forked.out)[0], { code: 'checkpoint-inconsistent', at: 'elsewhere', index: 256 })
  t.equal((await verify('saved-1')).code, exitCodes.usage, 'without tiles')

  const openings = log.openings.map(({ entry: _, ...opening }) => ({ ...opening, erasedAt: null }))
  const lines = (kept: typeof openings, now = new Date()) =>
    [
      ...openingLines({
        openings: kept,
        pads: [],
        checkpointTimes: [{ size: leaves, at: new Date('2026-11-21T08:00:00Z') }],
        laws: ['fr'],
        now,
      }),
    ].join('\n')
  put('openings', lines(openings))
  t.match(linesOf((await verify('log', '--openings', 'openings')).out), [
    { holds: true, shown: leaves, pads: 0, over: 0 },
  ])
  put('openings', lines([], new Date('2100-01-01T00:00:00Z')))
  const future = await verify('log', '--openings', 'openings')
  t.match(linesOf(future.out), [{ code: 'openings-later' }, { holds: false, over: leaves }])
  put('openings', lines([]).replace('"at":"2026', '"at":"1990'))
  const word = await run(['verify', 'log', '--openings', 'openings', '--policy', 'policy'])
  t.match(word, { code: 0, out: /0 openings .* 700 .* on the operator’s word/u })
  const edited = openings
    .filter(({ index }) => index !== 500)
    .map(each =>
      each.index === 42 ? { ...each, source: { ...each.source, agency: 'caf-75' } } : each,
    )
  put('openings', lines(edited))
  t.match(linesOf((await verify('log', '--openings', 'openings')).out), [
    { code: 'first-part-edited', index: 42 },
    { code: 'opening-deleted', index: 500 },
    { holds: false, faults: 2 },
  ])
  const bundle = Buffer.from(log.files.get('tile/entries/001') ?? '')
  bundle[70] = (bundle[70] ?? 0) ^ 1
  put('log/tile/entries/001', bundle)
  const broken = await verify('log')
  t.match(linesOf(broken.out)[0], { code: 'entry-edited', index: 257 })
  t.match((await run(['verify', 'log', '--policy', 'policy'])).out, /index 257/u)
})

t.test(
  'certificates: by whose word, beside tiles or not, with a state of the log or none',
  async t => {
    const { run, put } = fetched(t)
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const x = String(publicKey.export({ format: 'jwk' }).x)
    const keyId = `sk_${hash('sha256', Buffer.from(x, 'base64url'), 'hex').slice(0, 32)}`
    const at = '2026-11-21T08:00:00.000Z'
    const root = log.checkpointAt(256).split('\n')[2]
    const certificate = (n: number, change: object) => ({
      id: `01930f6e-0000-7000-8000-00000000000${n}`,
      hub: 'hub-test',
      owner: 'exchange',
      class: 'signal-data',
      reason: 'objection',
      article: 'CRPA L.114-8 II',
      erasedAt: at,
      outOfReach: { by: 'keys-destroyed', at },
      signalIds: [],
      rowIds: [],
      keysDestroyed: [],
      partition: null,
      count: 1,
      agreementHash: null,
      ...change,
    })
    const items = [
      certificate(1, { version: 1, checkpoint: null }),
      certificate(2, {
        version: 2,
        checkpoint: { origin: 'hub-test/log', size: 256, root, index: 3 },
      }),
    ].map(each => ({
      certificate: each,
      madeAt: at,
      keyId,
      signature: sign(null, Buffer.from(jcs(each)), privateKey).toString('base64url'),
    }))
    const keys = [{ keyId, publicKey: x }]
    const list = JSON.stringify({ items, keys })
    put('list.json', list)
    put('keys.json', list)
    const verify = (...args: string[]) =>
      run(['verify', 'list.json', '--keys', 'keys.json', ...args])
    t.match(linesOf((await verify('--tiles', 'log', '--policy', 'policy', '--json')).out), [
      { holds: true, trust: 'given', by: ['hub-test'], certificates: 2, unplaced: 1, tiles: true },
    ])
    t.match(await verify('--tiles', 'log'), {
      code: 0,
      err: /Believed on the hub’s own word/u,
      out: /1 name states of the log that the tiles show, no log state is named by 1/u,
    })
    t.match(linesOf((await verify('--json')).out), [{ trust: 'given', tiles: false }])
    t.match((await verify()).out, /Not looked at beside the log’s tiles/u)
    put('pages/1.json', JSON.stringify({ items: items.slice(0, 1), keys }))
    put('pages/2.json', JSON.stringify({ items: items.slice(1), keys }))
    const pages = ['verify', 'pages', '--keys', 'keys.json', '--json']
    t.match(linesOf((await run(pages)).out), [{ path: 'pages', holds: true, certificates: 2 }])
    put('pages/3.json', list)
    t.match(linesOf((await run(pages)).out), [
      { code: 'certificate-doubled', at: 'pages/3.json 1' },
      { code: 'certificate-doubled', at: 'pages/3.json 2' },
      { holds: false, certificates: 2 },
    ])
  },
)

t.test('what cannot be verified is said so, and nothing else is believed', async t => {
  const { run, put } = fetched(t)
  put('words.txt', 'hello')
  put('list.json', '{}')
  t.match(await run(['verify', 'words.txt']), { code: exitCodes.file })
  t.match(await run(['verify', 'absent.zip']), { code: exitCodes.file })
  t.match(await run(['verify']), { code: exitCodes.usage })
  const list = await run(['verify', 'list.json', '--json'])
  t.match(list.code, exitCodes.unproven)
  t.match(linesOf(list.out), [
    { code: 'certificate-wrong' },
    { kind: 'certificates', holds: false },
  ])
  put('log/checkpoint', log.checkpointAt(leaves, [sampleLogKey]))
  const alone = await run(['verify', 'log', '--policy', 'policy', '--json'])
  t.match(linesOf(alone.out), [{ code: 'quorum-missing' }, { holds: false }])
  const help = await run(['help', 'verify', '--lang', 'fr'])
  t.match(help.out, /--policy/u)
})
