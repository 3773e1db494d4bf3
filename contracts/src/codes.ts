import { readdirSync, readFileSync } from 'node:fs'
import type { CodeLists, Language } from '../generated/types.ts'

/** A value that may travel, with its name in the four languages. */
export interface Code<C extends string = string> {
  readonly code: C
  readonly labels: Readonly<Record<Language, string>>
  /** Off unless the agreement names an art. 9(2) or art. 10 basis and a DPIA. */
  readonly sensitive?: 'health' | 'offence'
}

/** A territory, with the days between which its code exists: communes merge. */
export interface TerritoryRow {
  readonly code: string
  readonly labels: Readonly<Record<Language, string>>
  readonly from?: string
  readonly to?: string
}

export type Codes = { readonly [L in keyof CodeLists]: readonly Code<CodeLists[L]>[] }

const codesFolder = new URL('../codes/', import.meta.url)

const read = (file: string) => JSON.parse(readFileSync(new URL(file, codesFolder), 'utf8'))

const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, next) => next.toUpperCase())

/** Every code list but the territories: `codes.trigger`, `codes.detectionChannel`, … */
export const codes = Object.fromEntries(
  readdirSync(codesFolder)
    .filter(file => file.endsWith('.json') && file !== 'territory.json')
    .sort()
    .map(file => [camelCase(file.replace(/\.json$/, '')), read(file).codes]),
) as Codes

/** The departments and communes that a signal may name, dated; read when first asked. */
export function territories(): readonly TerritoryRow[] {
  loadedTerritories ??= read('territory.json').codes as readonly TerritoryRow[]
  return loadedTerritories
}

let loadedTerritories: readonly TerritoryRow[] | undefined
