import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { jcs } from '@unefois/sealing'
import { judgeConsistency, judgeInclusion } from './judge.ts'

/** Independent probes beside a checkout, where they are there. They are never part of it. */
const besideCheckout = fileURLToPath(new URL('../../../../../../', import.meta.url))
const folder = `${besideCheckout}shared/vectors/`

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

/** How the probes were judged, and those judged otherwise than they ask. */
export interface VectorCounts {
  readonly inclusion: number
  readonly inclusionRight: number
  readonly consistency: number
  readonly consistencyRight: number
  readonly jcs: number
  readonly jcsRight: number
  readonly differing: readonly string[]
  /** Only a probe about a tree of no leaves may be judged otherwise: there, definitions differ. */
  readonly isAsTheyAsk: boolean
}

/** Judges every probe; undefined when there are none. */
export function readVectors(sabotage: boolean): VectorCounts | undefined {
  if (!existsSync(folder)) return undefined
  const inclusions = readProbes<Inclusion>('rfc6962-inclusion.json')
  const consistencies = readProbes<Consistency>('rfc6962-consistency.json')
  const wrongInclusions = inclusions.filter(probe => isIncluded(probe, sabotage) === probe.wantErr)
  const wrong = consistencies.filter(probe => isConsistent(probe, sabotage) === probe.wantErr)
  const texts = readCanonical()
  const wrongTexts = texts.filter(({ input, output }) => jcs(JSON.parse(input)) !== output)
  return {
    inclusion: inclusions.length,
    inclusionRight: inclusions.length - wrongInclusions.length,
    consistency: consistencies.length,
    consistencyRight: consistencies.length - wrong.length,
    jcs: texts.length,
    jcsRight: texts.length - wrongTexts.length,
    differing: [...wrongInclusions, ...wrong, ...wrongTexts].map(each => each.file),
    isAsTheyAsk:
      texts.length > 0 &&
      inclusions.length > 0 &&
      wrongInclusions.length === 0 &&
      wrongTexts.length === 0 &&
      wrong.every(probe => probe.size1 === 0),
  }
}

function isIncluded(probe: Inclusion, sabotage: boolean): boolean {
  const { leafIdx: index, treeSize: size } = probe
  const hashes = { leaf: bytes(probe.leafHash), root: bytes(probe.root) }
  return judgeInclusion({ index, size, ...hashes, proof: (probe.proof ?? []).map(bytes) }, sabotage)
}

function isConsistent(probe: Consistency, sabotage: boolean): boolean {
  const { size1: from, size2: to } = probe
  const roots = { fromRoot: bytes(probe.root1), toRoot: bytes(probe.root2) }
  return judgeConsistency({ from, to, ...roots, proof: (probe.proof ?? []).map(bytes) }, sabotage)
}

function readCanonical(): { file: string; input: string; output: string }[] {
  const names = readdirSync(`${folder}jcs`).filter(name => name.endsWith('.input.json'))
  return names.map(file => ({
    file: `jcs/${file}`,
    input: readFileSync(`${folder}jcs/${file}`, 'utf8'),
    output: readFileSync(`${folder}jcs/${file.replace('.input.', '.output.')}`, 'utf8').trimEnd(),
  }))
}

function readProbes<P extends Probe>(file: string): P[] {
  return JSON.parse(readFileSync(`${folder}${file}`, 'utf8'))
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
