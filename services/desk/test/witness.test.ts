import {
  createTree,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  proveConsistency,
  signNote,
} from '@unefois/audit-log'
import type { Cosignature } from '@unefois/contracts'
import { openLogKey, openWitnessKey } from '@unefois/log-leaves'
import t from 'tap'
import { confirmCheckpoint } from '../src/use-cases/confirm-checkpoint.ts'
import { openDesk } from './support/desk.ts'

const treeOf = (texts: readonly string[]) => {
  const tree = createTree()
  for (const text of texts) tree.append(leafHash(Buffer.from(text)))
  return tree
}
const texts = (count: number, salt = '') => Array.from({ length: count }, (_, n) => `${salt}${n}`)

t.test('a witness cosigns a log that only adds, and none that does not', async t => {
  const { sql, store } = (await openDesk(t)).deps
  const logKey = openLogKey(store, 'hub-test')
  let entries = texts(4)
  let shown = (old: number): Uint8Array | undefined => addCheckpoint(old)
  let lastSaid: Cosignature | undefined
  function addCheckpoint(old: number, tree = treeOf(entries)): Buffer {
    const checkpoint = { origin: 'hub-test/log', size: tree.size, root: tree.root() }
    const proof = old <= tree.size ? proveConsistency(tree.read, old, tree.size) : []
    const note = signNote(formatCheckpoint(checkpoint), [logKey])
    return Buffer.from(formatAddCheckpoint({ oldSize: old, proof, checkpoint: note }))
  }
  const signer = openWitnessKey(store, { hub: 'hub-test', agency: 'cpam-13', nowSeconds: () => 1 })
  const hubLog = {
    ask: async (old: number) => shown(old),
    async say(said: Cosignature) {
      lastSaid = said
    },
  }
  const confirm = confirmCheckpoint({ sql, log: logKey.verifier, signer, hubLog })

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
})

t.test('of two turns at once only one goes on from the same state', async t => {
  const { sql, store } = (await openDesk(t)).deps
  const logKey = openLogKey(store, 'hub-test')
  const signer = openWitnessKey(store, { hub: 'hub-test', agency: 'cpam-13', nowSeconds: () => 1 })
  const said: Cosignature[] = []
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
    async say(cosignature: Cosignature) {
      said.push(cosignature)
    },
  }
  const confirm = confirmCheckpoint({ sql, log: logKey.verifier, signer, hubLog })
  const done = await Promise.all([confirm(), confirm()])
  t.strictSame(done.map(({ what }) => what).sort(), ['cosigned', 'overtaken'])
  t.equal(said.length, 1)
})
