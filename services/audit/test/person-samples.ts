import type { Database } from '@unefois/database'
import { type Identifier, seededRandom, syntheticNir } from '@unefois/identifiers'
import { blindIndex, type KeyStore } from '@unefois/sealing'
import { newId } from '../src/app.ts'

const random = seededRandom(20_261_121)

/** A person of nobody's. */
export const somebody = (): Identifier => syntheticNir(random)

/** One act as whoever did it appended it: about a person, when it carries their index. */
export interface ActSample {
  readonly at: string
  readonly operation: string
  readonly agency?: string
  readonly counterparty?: string
  readonly outcomeClass?: string
  readonly signalId?: string
  readonly detail?: object
  readonly about?: Identifier
}

interface Opened {
  readonly admin: Database
  readonly store: KeyStore
}

/** Appends acts as the accept and consent do, one after another; answers their ids. */
export async function appendActs(
  opened: Opened,
  samples: readonly ActSample[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const sample of samples) ids.push(...(await appendTogether(opened, [sample])))
  return ids
}

/** Appends many acts of one month at once. */
export async function appendTogether(
  { admin, store }: Opened,
  samples: readonly ActSample[],
): Promise<readonly string[]> {
  const { at } = samples[0] ?? { at: '' }
  await admin`SELECT audit.ensure_partitions(${new Date(at)}, 1)`
  const { key, label } = store.getOrCreate('trace-index', at.slice(0, 7))
  const rows = samples.map(({ about, ...sample }) => ({
    id: newId(Date.parse(sample.at)),
    agency: 'caf-13',
    ...sample,
    index: about === undefined ? null : blindIndex(key, about).toString('hex'),
    label: about === undefined ? null : label,
  }))
  await admin`
    SELECT audit.append(array_agg(ROW(e.id, e.at, 'tester', e.agency, NULL, 'inform-of-right',
        e.operation, NULL, e."signalId", e.counterparty, e."outcomeClass", e.label,
        decode(e.index, 'hex'), e.detail)::audit.new_event))
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS e(id uuid, at timestamptz,
        agency text, operation text, "signalId" uuid, counterparty text, "outcomeClass" text,
        label text, index text, detail jsonb)`
  return rows.map(({ id }) => id)
}
