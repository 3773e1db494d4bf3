import {
  commitTo,
  createTree,
  entryOf,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  proveConsistency,
  proveInclusion,
  signNote,
} from '@unefois/audit-log'
import type { CosignatureV2, LogPredecessors } from '@unefois/contracts'
import { openLogAnchor } from '@unefois/erasure-journal'
import { openLogKey, openWitnessKey, verifierKeyOf } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { confirmCheckpoint } from '../src/use-cases/confirm-checkpoint.ts'
import { openDesk } from './support/desk.ts'

const treeOf = (texts: readonly string[]) => {
  const tree = createTree()
  for (const text of texts) tree.append(leafHash(Buffer.from(text)))
  return tree
}
const now = () => new Date('2026-11-21T08:00:00.000Z')
const texts = (count: number, salt = '') => Array.from({ length: count }, (_, n) => `${salt}${n}`)

t.test('a witness cosigns a log that only adds, and none that does not', async t => {
  const { deps, keysFolder } = await openDesk(t)
  const { sql, store } = deps
  const anchor = openLogAnchor(keysFolder)
  const logKey = openLogKey(store, 'hub-test')
  let entries = texts(4)
  let shown = (old: number): Uint8Array | undefined => addCheckpoint(old)
  let lastSaid: CosignatureV2 | undefined
  function addCheckpoint(old: number, tree = treeOf(entries)): Buffer {
    const checkpoint = { origin: 'hub-test/log', size: tree.size, root: tree.root() }
    const proof = old <= tree.size ? proveConsistency(tree.read, old, tree.size) : []
    const note = signNote(formatCheckpoint(checkpoint), [logKey])
    return Buffer.from(formatAddCheckpoint({ oldSize: old, proof, checkpoint: note }))
  }
  const signer = openWitnessKey(store, { hub: 'hub-test', agency: 'cpam-13', nowSeconds: () => 1 })
  const hubLog = {
    ask: async (old: number) => shown(old),
    async say(said: CosignatureV2) {
      lastSaid = said
    },
    readPredecessors: async () => ({ size: 0, items: [] }),
  }
  const confirm = confirmCheckpoint({ sql, anchor, log: logKey.verifier, signer, now, hubLog })

  t.strictSame(await confirm(), { what: 'cosigned', size: 4 })
  t.equal(lastSaid?.size, 4)
  t.strictSame(await confirm(), { what: 'cosigned', size: 4 }, 'said again after a crash')
  entries = texts(9)
  t.strictSame(await confirm(), { what: 'cosigned', size: 9 })
  lastSaid = undefined
  entries = texts(6)
  t.match(await confirm(), { what: 'refused', status: 400 }, 'rolled back')
  entries = texts(9, 'other ')
  t.match(await confirm(), { what: 'refused', status: 409 }, 'another past of the same size')
  entries = texts(12, 'other ')
  t.match(await confirm(), { what: 'refused', status: 422 }, 'another past, longer')
  shown = () => addCheckpoint(4, treeOf(texts(12)))
  t.match(await confirm(), { what: 'refused', status: 409 }, 'not from where this witness is')
  shown = () => Buffer.from('old 9\n')
  t.match(await confirm(), { what: 'refused', status: 400 })
  shown = () => undefined
  t.strictSame(await confirm(), { what: 'nothing-new' })
  t.equal(lastSaid, undefined, 'and said nothing of all that')
  const agency = { hub: 'hub-test', agency: 'cpam-13', nowSeconds: () => 1 }
  const next = openWitnessKey(store, { ...agency, number: 2 })
  entries = texts(10)
  shown = addCheckpoint
  const replacing = { sql, anchor, log: logKey.verifier, signer: next, former: signer, now, hubLog }
  t.match(await confirmCheckpoint(replacing)(), { what: 'cosigned', size: 10 })
  t.match(lastSaid, {
    verifierKey: verifierKeyOf(next),
    succeeds: { verifierKey: verifierKeyOf(signer) },
  })
})

t.test('of two turns at once only one goes on from the same state', async t => {
  const { deps, keysFolder } = await openDesk(t)
  const { sql, store } = deps
  const anchor = openLogAnchor(keysFolder)
  const logKey = openLogKey(store, 'hub-test')
  const signer = openWitnessKey(store, { hub: 'hub-test', agency: 'cpam-13', nowSeconds: () => 1 })
  const said: CosignatureV2[] = []
  // Two trees that both add to nothing, and so each on its own would be cosigned.
  const trees = [treeOf(['a']), treeOf(['b', 'c'])]
  let asked = 0
  const both = Promise.withResolvers<void>()
  const hubLog = {
    async ask() {
      const tree = trees[asked] ?? treeOf([])
      asked += 1
      if (asked === 2) both.resolve()
      await both.promise
      const checkpoint = { origin: 'hub-test/log', size: tree.size, root: tree.root() }
      const note = signNote(formatCheckpoint(checkpoint), [logKey])
      return Buffer.from(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: note }))
    },
    async say(cosignature: CosignatureV2) {
      said.push(cosignature)
    },
    readPredecessors: async () => ({ size: 0, items: [] }),
  }
  const confirm = confirmCheckpoint({ sql, anchor, log: logKey.verifier, signer, now, hubLog })
  const done = await Promise.all([confirm(), confirm()])
  t.strictSame(done.map(({ what }) => what).sort(), ['cosigned', 'overtaken'])
  t.equal(said.length, 1)
})

t.test(
  'a successor is cosigned by policy change only, and when it says what became of the log',
  async t => {
    const desk = await openDesk(t)
    const { sql, store } = desk.deps
    const anchor = openLogAnchor(desk.keysFolder)
    const [first, second] = [openLogKey(store, 'hub-test'), openLogKey(store, 'hub-test', 2)]
    const signer = openWitnessKey(store, {
      hub: 'hub-test',
      agency: 'cpam-13',
      nowSeconds: () => 1,
    })
    const told = {
      leaves: [] as Buffer[],
      items: [] as LogPredecessors['items'],
      asked: [] as number[],
    }
    let key = first
    const tree = () => {
      const grown = createTree()
      for (const leaf of told.leaves) grown.append(leaf)
      return grown
    }
    const confirmAs = (log: typeof first) =>
      confirmCheckpoint({
        sql,
        anchor,
        log: log.verifier,
        signer,
        now,
        hubLog: {
          async ask(old: number) {
            told.asked.push(old)
            const { size, root, read } = tree()
            const checkpoint = { origin: key.verifier.name, size, root: root() }
            const proof = old <= size ? proveConsistency(read, old, size) : []
            const note = signNote(formatCheckpoint(checkpoint), [key])
            return Buffer.from(formatAddCheckpoint({ oldSize: old, proof, checkpoint: note }))
          },
          async say() {},
          readPredecessors: async () => ({ size: told.leaves.length, items: told.items }),
        },
      })
    const leaves = (count: number, salt = '') =>
      texts(count, salt).map(text => leafHash(Buffer.from(text)))
    type Detail = LogPredecessors['items'][number]['detail']
    /** The second log over these leaves: its own act after them, and some more. */
    function succeed(kept: readonly Buffer[], change: Partial<Detail> = {}, witnessed = leaves(8)) {
      const ended = createTree()
      for (const leaf of witnessed) ended.append(leaf)
      const root = ended.root().toString('base64')
      const log = { successor: 'hub-test/log/2', origin: 'hub-test/log', kept: kept.length }
      const detail = { ...log, size: ended.size, root, ...change }
      const first = {
        kind: 'act',
        id: '019ab9a0-5c00-7000-8000-000000000001',
        at: '2026-11-21T09:00:00.000000Z',
        actor: 'hub-audit',
        agency: 'hub',
        purpose: 'directory-keeping',
        operation: 'log-succeed',
      } as const
      const nonces = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const
      const parts = [commitTo(nonces[0], jcs(first)), commitTo(nonces[1], jcs({ detail }))] as const
      told.leaves = [...kept, leafHash(entryOf(...parts)), ...leaves(3, 'new ')]
      const { read, size } = tree()
      const index = kept.length
      const proof = proveInclusion(read, index, size).map(hash => hash.toString('base64'))
      const both: [string, string] = [nonces[0].toString('base64'), nonces[1].toString('base64')]
      told.items = [{ index, first, detail, nonces: both, proof }]
      key = second
    }
    for (const count of [2, 4, 8]) {
      told.leaves = leaves(count)
      t.strictSame(await confirmAs(first)(), { what: 'cosigned', size: count })
    }
    const anchored = anchor.read() ?? ''

    succeed(leaves(5))
    t.match(await confirmAs(first)(), { what: 'refused', status: 404 }, 'nobody told this desk')
    const refused = async (why: string, status = 409) =>
      t.match(await confirmAs(second)(), { what: 'refused', status }, why)
    told.items = []
    await refused('it says nothing of the one before')
    succeed(leaves(5), {}, leaves(7))
    await refused('it ends the log before what this desk has cosigned')
    succeed(leaves(5), {}, leaves(8, 'other '))
    await refused('another past of the same size')
    succeed(leaves(5), { origin: 'hub-test/log/7' })
    await refused('after another log')
    succeed(leaves(5))
    told.items = told.items.map(item => ({ ...item, detail: { ...item.detail, kept: 8 } }))
    await refused('what it says is not what its tree says')
    succeed(leaves(8, 'other '), {}, leaves(9))
    await refused('what it says it kept is not what this desk has cosigned', 422)

    told.asked = []
    succeed([...leaves(8), ...leaves(1, 'unseen ')], {}, leaves(9))
    t.strictSame(await confirmAs(second)(), { what: 'cosigned', size: 13 })
    t.strictSame(told.asked, [0, 8], 'all that it has cosigned is there')
    await desk.admin`DELETE FROM audit.witnessed WHERE origin = 'hub-test/log/2'`
    anchor.write(anchored)
    succeed([...leaves(3), ...leaves(2, 'other ')])
    await refused('what it kept is not what this desk had cosigned before', 422)
    succeed(leaves(5))
    told.asked = []
    t.strictSame(
      await confirmAs(second)(),
      { what: 'cosigned', size: 9, lost: 3 },
      'three were lost, and it says so',
    )
    t.strictSame(told.asked, [0, 4], 'from the newest state that both trees have')
    succeed(leaves(5))
    told.leaves.push(...leaves(1, 'later '))
    t.strictSame(await confirmAs(second)(), { what: 'cosigned', size: 10 })
    key = first
    told.leaves = leaves(20)
    t.match(await confirmAs(second)(), { what: 'refused', status: 404 }, 'the old one is over')
  },
)
