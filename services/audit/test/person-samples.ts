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

/** Appends acts as the accept and consent do; answers their ids. */
export async function appendActs(
  { admin, store }: { readonly admin: Database; readonly store: KeyStore },
  samples: readonly ActSample[],
): Promise<string[]> {
  const ids: string[] = []
  for (const { about, ...sample } of samples) {
    await admin`SELECT audit.ensure_partitions(${new Date(sample.at)}, 1)`
    const { key, label } = store.getOrCreate('trace-index', sample.at.slice(0, 7))
    const id = newId(Date.parse(sample.at))
    const row = {
      id,
      agency: 'caf-13',
      ...sample,
      index: about === undefined ? null : blindIndex(key, about).toString('hex'),
      label: about === undefined ? null : label,
    }
    await admin`
      SELECT audit.append(array_agg(ROW(e.id, e.at, 'tester', e.agency, NULL, 'inform-of-right',
        e.operation, NULL, e."signalId", e.counterparty, e."outcomeClass", e.label,
        decode(e.index, 'hex'), e.detail)::audit.new_event))
      FROM json_to_recordset(${JSON.stringify([row])}::text::json) AS e(id uuid, at timestamptz,
        agency text, operation text, "signalId" uuid, counterparty text, "outcomeClass" text,
        label text, index text, detail jsonb)`
    ids.push(id)
  }
  return ids
}
