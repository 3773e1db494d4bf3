import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { verifyConsistency, verifyInclusion } from '../src/index.ts'

// Independent probes, beside a checkout where they are there; they are never part of it.
const besideCheckout = fileURLToPath(new URL('../../../../', import.meta.url))
const folder = `${besideCheckout}shared/vectors/`
const skip = existsSync(folder) ? false : 'the independent vectors are not beside this checkout'

interface Probe {
  readonly file: string
  readonly wantErr: boolean
  readonly proof: readonly string[] | null
}
interface Inclusion extends Probe {
  readonly leafIdx: number
  readonly treeSize: number
  readonly root: string
  readonly leafHash: string
}
interface Consistency extends Probe {
  readonly size1: number
  readonly size2: number
  readonly root1: string
  readonly root2: string
}

t.test('the probes of another implementation are judged as it judges them', { skip }, async t => {
  const inclusions = readProbes<Inclusion>('rfc6962-inclusion.json')
  t.strictSame(
    inclusions.filter(probe => holdsInclusion(probe) === probe.wantErr).map(each => each.file),
    [],
  )
  const consistencies = readProbes<Consistency>('rfc6962-consistency.json')
  t.strictSame(
    consistencies.filter(probe => holdsConsistency(probe) === probe.wantErr).map(each => each.file),
    [],
    'size 0 included: all that they claim of an empty tree is false',
  )
  t.strictSame([inclusions.length, consistencies.length], [98, 98])
})

function holdsInclusion(probe: Inclusion): boolean {
  return verifyInclusion({
    leaf: bytes(probe.leafHash),
    index: probe.leafIdx,
    size: probe.treeSize,
    proof: (probe.proof ?? []).map(bytes),
    root: bytes(probe.root),
  })
}

function holdsConsistency(probe: Consistency): boolean {
  return verifyConsistency({
    from: probe.size1,
    to: probe.size2,
    fromRoot: bytes(probe.root1),
    toRoot: bytes(probe.root2),
    proof: (probe.proof ?? []).map(bytes),
  })
}

function readProbes<P extends Probe>(file: string): P[] {
  return JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
