import { hashBytes, parseTilePath, type TilePath, tileWidth } from '@unefois/audit-log'
import { verifierKeyOf } from '@unefois/log-leaves'
import type { AuditDeps } from '../deps.ts'
import { findPublished } from '../repositories/log-checkpoints.ts'
import { findBundle, findTile } from '../repositories/log-tree.ts'
import {
  listCosignatures,
  listFormerKeys,
  listWitnesses,
  type Witness,
} from '../repositories/log-witnesses.ts'

type LogDeps = Pick<AuditDeps, 'sql' | 'logKey'>

/**
 * How many witnesses of different agencies make a quorum, given how many there are: more than half,
 * so that any two quorums share an agency, which would have to sign two pasts.
 */
export function quorumOf(witnesses: number): number {
  return witnesses === 0 ? 0 : Math.floor(witnesses / 2) + 1
}

/**
 * The newest published checkpoint that a quorum has cosigned, with every cosignature; while none
 * has, the newest. Undefined before the first.
 */
export function readCheckpoint({ sql }: LogDeps) {
  return async (): Promise<string | undefined> => {
    const quorum = quorumOf((await listWitnesses(sql)).length)
    const found = (await findPublished(sql, { quorum })) ?? (await findPublished(sql))
    if (found === undefined) return undefined
    const cosigned = await listCosignatures(sql, found.size)
    return found.note + cosigned.map(({ signature }) => `${signature}\n`).join('')
  }
}

/** Who is believed (C2SP tlog-policy): the log's key, witnesses, how many must have cosigned. */
export function readPolicy({ sql, logKey }: LogDeps) {
  return async (): Promise<string> => {
    const witnesses = await listWitnesses(sql)
    const former = Map.groupBy(await listFormerKeys(sql), ({ agency }) => agency)
    const each = witnesses.map(witness => linesOf(witness, former.get(witness.agency) ?? []))
    const names = each.map(({ name }) => name)
    return [
      `log ${verifierKeyOf(logKey)}`,
      ...each.flatMap(({ lines }) => lines),
      ...(names.length === 0
        ? ['quorum none']
        : [`group agencies ${quorumOf(names.length)} ${names.join(' ')}`, 'quorum agencies']),
      '',
    ].join('\n')
  }
}

/** An agency counts once, by whichever of its keys has signed. */
function linesOf(
  { agency, verifierKey }: Witness,
  former: readonly Witness[],
): { name: string; lines: string[] } {
  const line = `witness ${agency} ${verifierKey}`
  if (former.length === 0) return { name: agency, lines: [line] }
  const before = former.map((each, n) => [`${agency}.${n + 1}`, each.verifierKey] as const)
  const names = [agency, ...before.map(([name]) => name)].join(' ')
  return {
    name: `${agency}.any`,
    lines: [
      line,
      ...before.map(([name, key]) => `witness ${name} ${key}`),
      `group ${agency}.any any ${names}`,
    ],
  }
}

/**
 * A tile or a bundle of the published tree (C2SP tlog-tiles); undefined for what is not published.
 * Published sizes are multiples of 256, so at the bottom whole tiles are all that there is.
 * @throws LogError `tile-path` for a path that is not spelled in the one right way.
 */
export function readTile({ sql }: LogDeps) {
  return async (path: string): Promise<Buffer | undefined> => {
    const tile = parseTilePath(path)
    const published = await findPublished(sql)
    if (published === undefined || !isIn(tile, published.size)) return undefined
    if (tile.kind === 'entries') {
      const bundle = await findBundle(sql, tile.index)
      return bundle?.subarray(0, tile.width * bundleEntryBytes)
    }
    const hashes = await findTile(sql, tile.level, tile.index)
    return hashes?.subarray(0, tile.width * hashBytes)
  }
}

/** Two bytes of length, two commitments. */
const bundleEntryBytes = 2 + 2 * hashBytes

function isIn(tile: TilePath, size: number): boolean {
  const level = tile.kind === 'entries' ? 0 : tile.level
  return tile.index * tileWidth + tile.width <= Math.floor(size / tileWidth ** level)
}
