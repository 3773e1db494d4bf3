import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openingLines } from '@unefois/evidence'
import { sampleAnswer, sampleLog, sampleLogKey, samplePolicy, sampleZip } from '@unefois/testing'
import t, { type Test } from 'tap'
import { exitCodes } from '../src/exit-codes.ts'
import { place } from './unefois.ts'

const leaves = 300
const log = sampleLog(leaves)

/** A folder in which everything holds. */
function kept(t: Test) {
  const here = place(t)
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(here.folder, path)), { recursive: true })
    writeFileSync(join(here.folder, path), content)
  }
  for (const [path, bytes] of log.files) put(`log/${path}`, bytes)
  put('log/checkpoint', log.checkpointAt(leaves))
  put('policy', samplePolicy)
  put('log/policy', samplePolicy)
  put('answer.zip', sampleZip(sampleAnswer(log, [3], leaves)))
  put('saved', log.checkpointAt(256, [sampleLogKey]))
  return { ...here, put }
}

/** A file of this size that takes no room. */
function hollow(path: string, bytes: number) {
  const file = openSync(path, 'w')
  ftruncateSync(file, bytes)
  closeSync(file)
}

const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
const odd: Readonly<Record<string, string | Buffer>> = {
  nothing: '',
  null: 'null',
  list: '[]',
  object: '{}',
  number: '1e999',
  'half an object': '{"items":[',
  deep,
  'deep in an object': `{"items":${deep}}`,
  'a name twice': '{"items":[],"items":[],"keys":[]}',
  surrogate: '{"items":"\\ud800"}',
  'no text': Buffer.from([0x7b, 0xff, 0xfe, 0x00]),
  'half a ZIP': Buffer.from('PK\u0003\u0004'),
  'half a note': 'hub-test/log\n300\n',
}

t.test('whatever a file holds, the command ends in words and believes nothing', async t => {
  const { run, put } = kept(t)
  const roles: Readonly<Record<string, readonly string[]>> = {
    policy: ['answer.zip', '--policy', 'odd'],
    keys: ['odd', '--keys', 'odd'],
    openings: ['log', '--policy', 'policy', '--openings', 'odd'],
    checkpoint: ['odd', '--tiles', 'log', '--policy', 'policy'],
  }
  const names = Object.keys(roles)
  for (const [turn, [what, content]] of Object.entries(odd).entries()) {
    put('odd', content)
    // Each in one of the roles beside its own: every role meets several of them.
    const role = names[turn % names.length] ?? ''
    for (const args of [['odd'], roles[role] ?? []]) {
      const { code, err, out } = await run(['verify', ...args, '--json'])
      const said = `${what}, ${args.join(' ')}: ${code} ${err}`
      t.ok(code === exitCodes.unproven || code === exitCodes.file, said)
      t.notMatch(out, '"kind":"access","holds":true', said)
      t.notMatch(out, '"kind":"certificates","holds":true', said)
    }
  }
})

t.test('what is too big, or would never end, is refused unread', async t => {
  const { folder, run } = kept(t)
  const file = (name: string) => join(folder, name)
  hollow(file('huge'), 3_000_000_000)
  symlinkSync('/dev/zero', file('endless'))
  spawnSync('mkfifo', [file('pipe')])
  for (const name of ['huge', 'endless', 'pipe']) {
    for (const args of [[name], ['answer.zip', '--policy', name], ['log', '--openings', name]]) {
      t.match(await run(['verify', ...args]), { code: exitCodes.file, err: name }, args.join(' '))
    }
  }
  hollow(file('log/tile/0/001.p/44'), 3_000_000_000)
  t.equal((await run(['verify', 'log'])).code, exitCodes.file)
})

t.test('a folder says what is missing in it, and what to do', async t => {
  const { run, put, folder } = kept(t)
  mkdirSync(join(folder, 'empty'))
  const said = async (...args: string[]) => (await run(['verify', ...args])).err
  t.match(await run(['verify', 'empty']), { code: exitCodes.file, err: /answers .* certificates/u })
  put('bare/tile/0/000', '')
  t.match(await said('bare'), '--policy')
  put('bare/policy', samplePolicy)
  t.match(await said('bare'), '/v1/log/checkpoint')
  put('mixed/answer.zip', sampleZip(sampleAnswer(log, [5], leaves)))
  put('mixed/read me.txt', 'hello')
  put('keys/only.json', '{}')
  const nothing = await run(['verify', 'keys', '--keys', 'keys/only.json'])
  t.equal(nothing.code, exitCodes.file, 'what judges nothing believes nothing')
  const mixed = await run(['verify', 'mixed', '--policy', 'policy'])
  t.match(mixed, { code: 0, err: /read me\.txt/u, out: /Signed by hub-test\/log/u })
})

t.test('a malformed opening is told by its leaf, as what does not hold', async t => {
  const { run, put } = kept(t)
  const openings = log.openings.map(({ entry: _, ...opening }) => ({ ...opening, erasedAt: null }))
  const at = new Date('2026-11-21T08:00:00Z')
  const lines = [
    ...openingLines({
      openings,
      pads: [{ end: leaves, count: 1, seed: Buffer.alloc(65) }],
      checkpointTimes: [{ size: leaves, at }],
      laws: ['fr'],
      now: new Date(),
    }),
  ]
  put('openings', lines.join('\n'))
  const { code, out } = await run(['verify', 'log', '--openings', 'openings', '--json'])
  t.equal(code, exitCodes.unproven)
  t.match(JSON.parse(out.split('\n')[0] ?? ''), { code: 'openings-wrong', index: leaves - 1 })
})
