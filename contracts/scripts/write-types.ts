import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { type JsonSchema, schemas } from '../src/load.ts'

const prefix = 'urn:unefois:contracts:'
/** Files whose `definitions` are parts of other contracts rather than a contract of their own. */
const partsOnly = new Set([`${prefix}common.v1`, `${prefix}codes.v1`])
/** Keywords that say nothing to a type; `if` and its branches only narrow what is already there. */
const untyped = new Set([
  'if',
  'then',
  'else',
  'allOf',
  'pattern',
  'format',
  'x-free-text',
  '$schema',
  'minItems',
  'maxItems',
])

/** A remark of the compiler's own about its input, which our readers never see. */
const referenceNote =
  /(?:\n \*)?(\n) \* This interface was referenced by `\w+`'s JSON-Schema\n \* via .* "\w+"\.\n/g

/** `case-event.v1` → `CaseEvent`; a later version keeps its number: `CaseEventV2`. */
function typeName(idOrName: string): string {
  const [name = '', version = 'v1'] = idOrName.replace(prefix, '').split('.')
  const pascal = name.replace(/(^|-)([a-z0-9])/g, (_, _dash, next) => next.toUpperCase())
  return version === 'v1' ? pascal : `${pascal}${version.toUpperCase()}`
}

/** Rewrites one schema for the compiler: local references, no identity, no untyped keyword. */
function localise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(localise)
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) {
    const reference = { $ref: localReference(String(value.$ref)) }
    // A description beside a reference would make the compiler invent a numbered twin of the type.
    return 'description' in value
      ? { description: value.description, allOf: [reference] }
      : reference
  }
  const entries = Object.entries(value).filter(([keyword]) => !untyped.has(keyword))
  return Object.fromEntries(entries.map(([keyword, inner]) => [keyword, localise(inner)]))
}

function localReference(reference: string): string {
  const [id = '', pointer = ''] = reference.split('#')
  return `#/definitions/${typeName(pointer === '' ? id : capitalised(pointer))}`
}

const capitalised = (pointer: string) =>
  pointer.replace('/definitions/', '').replace(/^./, first => first.toUpperCase())

function collectDefinitions(): Record<string, JSONSchema> {
  const definitions: Record<string, JSONSchema> = {}
  const add = (title: string, definition: JSONSchema) => {
    if (title in definitions) throw new Error(`two contracts would be the type ${title}`)
    definitions[title] = { ...definition, title }
  }
  for (const schema of schemas) {
    const { $id, definitions: parts = {}, ...body } = localise(schema) as JsonSchema
    for (const [name, part] of Object.entries(parts as Record<string, JSONSchema>)) {
      add(capitalised(name), part)
    }
    if (!partsOnly.has($id)) add(typeName($id), body)
  }
  return definitions
}

function codeListMap(): string {
  const codes = schemas.find(schema => schema.$id === `${prefix}codes.v1`)
  const lists = Object.entries(codes?.definitions as Record<string, { enum?: unknown }>)
    .filter(([, definition]) => definition.enum !== undefined)
    .map(([name]) => `  ${name}: ${capitalised(name)}`)
  const comment = '/** Each code list and the type of its codes. */'
  return [comment, 'export interface CodeLists {', ...lists, '}', ''].join('\n')
}

/** The text of generated/types.ts: one type per contract, per shared part and per code list. */
export async function writeTypes(): Promise<string> {
  const contracts = schemas.filter(schema => !partsOnly.has(schema.$id))
  const root: JSONSchema = {
    title: 'ContractTypes',
    description: 'Each contract’s id and its type.',
    type: 'object',
    additionalProperties: false,
    required: contracts.map(schema => schema.$id),
    properties: Object.fromEntries(
      contracts.map(({ $id }) => [$id, { $ref: `#/definitions/${typeName($id)}` }]),
    ),
    definitions: collectDefinitions(),
  }
  const text = await compile(root, 'ContractTypes', {
    bannerComment:
      '// Written by contracts/scripts/generate.ts from contracts/schemas: do not edit.',
    unreachableDefinitions: true,
    style: { singleQuote: true, semi: false, printWidth: 100 },
  })
  return `${text.replace(referenceNote, '$1')}\n${codeListMap()}`
}
