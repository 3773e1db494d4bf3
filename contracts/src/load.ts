import { readdirSync, readFileSync } from 'node:fs'

/** A JSON Schema document of this folder: parsed, not yet compiled. */
export interface JsonSchema {
  readonly $id: string
  readonly description: string
  readonly [keyword: string]: unknown
}

const schemasFolder = new URL('../schemas/', import.meta.url)

/** Reads every `*.v<N>.json` of contracts/schemas, in name order. @throws on a missing `$id`. */
function loadSchemas(): readonly JsonSchema[] {
  return readdirSync(schemasFolder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => {
      const schema = JSON.parse(readFileSync(new URL(file, schemasFolder), 'utf8'))
      if (schema.$id !== `urn:unefois:contracts:${file.replace(/\.json$/, '')}`) {
        throw new Error(`${file} does not carry the $id of its file name`)
      }
      return schema
    })
}

/** All schemas, loaded once at boot. */
export const schemas: readonly JsonSchema[] = loadSchemas()

const byId = new Map(schemas.map(schema => [schema.$id, schema]))

/** The schema of an `$id` such as `urn:unefois:contracts:signal.v1`. @throws when unknown. */
export function schemaById(id: string): JsonSchema {
  const schema = byId.get(id)
  if (schema === undefined) throw new Error(`no contract has the id ${id}`)
  return schema
}
