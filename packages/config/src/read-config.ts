/** One setting. `pattern`, `minimum` and `enum` mean what JSON Schema says they mean. */
export type ConfigProperty =
  | {
      type: 'string'
      description: string
      default?: string
      pattern?: string
      enum?: readonly string[]
    }
  | { type: 'integer'; description: string; default?: number; minimum?: number; maximum?: number }
  | { type: 'boolean'; description: string; default?: boolean }

/** The settings of one service as a flat JSON Schema; names are those of the environment. */
export interface ConfigSchema {
  readonly type: 'object'
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, ConfigProperty>>
}

type Value<P> = P extends { type: 'integer' }
  ? number
  : P extends { type: 'boolean' }
    ? boolean
    : P extends { enum: readonly (infer E)[] }
      ? E
      : string

type Present<S extends ConfigSchema> =
  | S['required'][number]
  | {
      [K in keyof S['properties']]: 'default' extends keyof S['properties'][K] ? K : never
    }[keyof S['properties']]

/** What `readConfig` answers: required and defaulted settings are there, others may be absent. */
export type ConfigValues<S extends ConfigSchema> = {
  readonly [K in keyof S['properties'] & Present<S>]: Value<S['properties'][K]>
} & {
  readonly [K in Exclude<keyof S['properties'], Present<S>>]?: Value<S['properties'][K]>
}

/** Names the settings at fault, never their values: a setting may be a password. */
export class ConfigError extends Error {
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(`configuration refused: ${faults.join('; ')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/**
 * Reads the settings of one service from the environment, once, and freezes them.
 * Variables that the schema does not name are ignored: the environment is shared with others.
 * @throws ConfigError naming every setting at fault.
 */
export function readConfig<const S extends ConfigSchema>(
  schema: S,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfigValues<S> {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  for (const [name, property] of Object.entries(schema.properties)) {
    const text = environment[name]
    if (text === undefined || text === '') {
      if (property.default !== undefined) values[name] = property.default
      else if (schema.required.includes(name)) faults.push(`${name} is missing`)
      continue
    }
    const value = parse(text, property)
    if (value === undefined) faults.push(`${name} is not ${expectation(property)}`)
    else values[name] = value
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return Object.freeze(values) as ConfigValues<S>
}

function parse(text: string, property: ConfigProperty): string | number | boolean | undefined {
  if (property.type === 'boolean')
    return text === 'true' ? true : text === 'false' ? false : undefined
  if (property.type === 'integer') return parseInteger(text, property)
  if (property.enum !== undefined && !property.enum.includes(text)) return undefined
  if (property.pattern !== undefined && !new RegExp(property.pattern, 'u').test(text))
    return undefined
  return text
}

function parseInteger(
  text: string,
  property: { minimum?: number; maximum?: number },
): number | undefined {
  if (!/^-?(0|[1-9][0-9]{0,14})$/u.test(text)) return undefined
  const value = Number(text)
  if (value < (property.minimum ?? Number.NEGATIVE_INFINITY)) return undefined
  if (value > (property.maximum ?? Number.POSITIVE_INFINITY)) return undefined
  return value
}

function expectation(property: ConfigProperty): string {
  if (property.type === 'boolean') return 'true or false'
  if (property.type === 'integer') return 'a whole number within its limits'
  if (property.enum !== undefined) return `one of ${property.enum.join(', ')}`
  return 'of the expected form'
}
