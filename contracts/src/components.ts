import { schemaById } from './load.ts'

const prefix = 'urn:unefois:contracts:'

/** `…:common.v1#/definitions/uuid` → `common.v1.uuid`; a whole contract keeps its name. */
function componentName(reference: string): string {
  return reference.replace(prefix, '').replace('#/definitions/', '.')
}

/** A reference within a contract, with the contract’s id. */
function absolute(reference: string, contract: string): string {
  return reference.startsWith('#') ? `${contract}${reference}` : reference
}

/** The name under which a description tool finds a contract, given its name or its `$id`. */
function contractName(nameOrId: string): string {
  return nameOrId.replace(prefix, '')
}

function schemaAt(reference: string): unknown {
  const [id = '', pointer] = reference.split('#/definitions/')
  const schema = schemaById(id)
  if (pointer === undefined) return schema
  const parts = new Map(Object.entries(schema.definitions ?? {}))
  if (!parts.has(pointer)) throw new Error(`${id} has no part ${pointer}`)
  return parts.get(pointer)
}

/**
 * Gathers contracts and everything they refer to as one flat table of components, for documents
 * (OpenAPI, AsyncAPI) whose readers cannot look up our ids.
 */
export class Components {
  readonly #collected = new Map<string, unknown>()

  /** Adds a contract (`signal.v1`) and answers the local reference to it. @throws when unknown. */
  refer(contract: string): { $ref: string } {
    return this.#refer(`${prefix}${contractName(contract)}`)
  }

  /** The components so far, by name, in alphabetical order. */
  table(): Record<string, unknown> {
    return Object.fromEntries([...this.#collected].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #refer(reference: string): { $ref: string } {
    const name = componentName(reference)
    if (!this.#collected.has(name)) {
      this.#collected.set(name, undefined)
      const [contract = ''] = reference.split('#')
      this.#collected.set(name, this.#localise(schemaAt(reference), contract))
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** `contract` is the one that the value stands in: a reference may point within it. */
  #localise(value: unknown, contract: string): unknown {
    if (Array.isArray(value)) return value.map(each => this.#localise(each, contract))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([keyword]) => keyword !== '$schema' && keyword !== '$id')
        .map(([keyword, inner]) =>
          keyword === '$ref'
            ? ['$ref', this.#refer(absolute(String(inner), contract)).$ref]
            : [keyword, this.#localise(inner, contract)],
        ),
    )
  }
}
