import { Ajv2020, type Options } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'

/** The options of every validator here: reject, never strip, never coerce, never fill in. */
const ajvOptions = Object.freeze({
  strict: true,
  removeAdditional: false,
  coerceTypes: false,
  useDefaults: false,
  allErrors: false,
} satisfies Options)

/**
 * A fresh Ajv for JSON Schema 2020-12 with the house's keywords and formats, without schemas.
 * @param areProven whether a test has held every schema that it will be given to the dialect: then
 * it is not done again, which every process would wait for (75 ms for this folder's).
 */
export function createAjv({ areProven = false } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    ...ajvOptions,
    ...(areProven ? { meta: false, validateSchema: false } : {}),
  })
  ajv.addFormat('date', fullFormats.date)
  ajv.addFormat('date-time', fullFormats['date-time'])
  ajv.addFormat('uri', fullFormats.uri)
  // A string that people write: who may read it, and why it cannot be a code.
  ajv.addKeyword({
    keyword: 'x-free-text',
    schemaType: 'object',
    metaSchema: {
      type: 'object',
      required: ['reason', 'audience'],
      additionalProperties: false,
      properties: { reason: { type: 'string' }, audience: { type: 'string' } },
    },
  })
  // A value or a part that is off unless an agreement names its basis (GDPR art. 9 and 10).
  ajv.addKeyword({
    keyword: 'sensitive',
    schemaType: 'string',
    metaSchema: { enum: ['health', 'offence'] },
  })
  return ajv
}
