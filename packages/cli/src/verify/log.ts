import {
  judgeCheckpoints,
  judgeOpenings,
  judgeRange,
  type OpeningsReport,
  openSaved,
  type Range,
  readEntries,
  readOpenings,
} from '@unefois/evidence'
import { CliError } from '../cli-error.ts'
import type { Context } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { limits } from '../limits.ts'
import { countOf } from '../text.ts'
import { type Evidence, folderReader, readWhole } from './files.ts'
import { followWork } from './progress.ts'
import type { Verdict } from './show.ts'
import { policyOf } from './trusted.ts'

/** A folder of the log as it was fetched: its checkpoint, believed under the policy. */
export function openFolder(context: Context, path: string) {
  const { policy, trust } = policyOf(context, path)
  const readFile = folderReader(path)
  const bytes = readFile('checkpoint')
  if (bytes === undefined) throw new CliError(exitCodes.file, 'verify-checkpoint-missing', { path })
  const opened = openSaved({ name: 'checkpoint', bytes }, policy, { quorum: true })
  const { origin, size } = opened.checkpoint
  return { policy, trust, readFile, opened, size, by: [origin] }
}

/**
 * Leaves rebuilt from a folder of tiles; and, where a file of openings is named, each of them
 * beside its leaf. @throws Unproven when the checkpoint is not believed
 */
export function judgeFolder(context: Context, path: string): Verdict {
  const { by, opened, readFile, size, trust } = openFolder(context, path)
  const range = rangeIn(context, size)
  const { faults, leaves } = judgeRange(
    opened,
    range,
    readFile,
    followWork(context.terminal, Math.min(range.to, size) - range.from),
  )
  const named = context.text('openings')
  const rebuilt = { path, kind: 'log', trust, by } as const
  const words = { leaves: countOf(leaves), size: countOf(size) }
  if (named === undefined) {
    return {
      ...rebuilt,
      faults,
      says: 'verified-log',
      parameters: words,
      figures: { leaves, size },
    }
  }
  const { faults: ofOpenings, ...counts } = openingsOf(named, size, readFile)
  const { later, over, pads, shown } = counts
  return {
    ...rebuilt,
    faults: [...faults, ...ofOpenings],
    says: 'verified-openings',
    parameters: {
      ...words,
      shown: countOf(shown),
      pads: countOf(pads),
      over: countOf(over),
      later: countOf(later),
    },
    figures: { leaves, size, ...counts },
  }
}

function openingsOf(
  path: string,
  size: number,
  readFile: ReturnType<typeof folderReader>,
): OpeningsReport {
  if (size > limits.openingsLeavesMax) {
    const count = countOf(limits.openingsLeavesMax)
    throw new CliError(exitCodes.file, 'verify-leaves-many', { path, count })
  }
  const evidence = readOpenings(linesIn(readWhole(path)))
  return judgeOpenings(evidence, readEntries(size, readFile), Date.now())
}

/** The lines of a file, as bytes; an empty one says nothing. */
function* linesIn(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(0x0a, at)
    const end = found < 0 ? bytes.length : found
    if (end > at) yield bytes.subarray(at, end)
    at = end + 1
  }
}

/** Saved checkpoints beside a folder of tiles: any two are states of one log. */
export function judgeSaved(context: Context, folder: string, saved: readonly Evidence[]): Verdict {
  const { by, opened: newest, policy, readFile, size, trust } = openFolder(context, folder)
  const opened = saved.map(({ path: name }) => {
    const bytes = readWhole(name, limits.noteBytesMax)
    return { name, opened: openSaved({ name, bytes }, policy, { quorum: false }) }
  })
  const all = [...opened, { name: `${folder}/checkpoint`, opened: newest }]
  const checkpoints = saved.length
  return {
    path: folder,
    kind: 'checkpoints',
    faults: judgeCheckpoints(all, size, readFile),
    trust,
    by,
    says: 'verified-checkpoints',
    parameters: { checkpoints: countOf(checkpoints), size: countOf(size) },
    figures: { checkpoints, size },
  }
}

/** `--from` and `--to`, as they were asked for; all of the tree when absent. */
function rangeIn(context: Context, size: number): Range {
  const numberOf = (option: string, otherwise: number) => {
    const text = context.text(option)
    if (text === undefined) return otherwise
    if (!/^(?:0|[1-9][0-9]{0,15})$/u.test(text)) return context.refuse()
    return Number(text)
  }
  const from = numberOf('from', 0)
  const to = numberOf('to', Math.max(from, size))
  return from <= to ? { from, to } : context.refuse()
}
