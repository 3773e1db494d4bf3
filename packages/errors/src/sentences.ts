/** JSON Schema keyword → what we say of it. Closed: a sentence never holds a value or a name. */
export const sentences: Readonly<Record<string, string>> = {
  required: 'is required',
  dependentRequired: 'is required by another property',
  additionalProperties: 'holds a property that is not allowed here',
  unevaluatedProperties: 'holds a property that is not allowed here',
  propertyNames: 'holds a property that is not allowed here',
  minProperties: 'holds too few properties',
  maxProperties: 'holds too many properties',
  type: 'is not of the expected type',
  enum: 'is not one of the allowed codes',
  const: 'is not one of the allowed codes',
  pattern: 'does not have the expected form',
  format: 'does not have the expected form',
  minLength: 'is too short',
  maxLength: 'is too long',
  minItems: 'holds too few items',
  maxItems: 'holds too many items',
  uniqueItems: 'holds the same item twice',
  contains: 'lacks an item that must be there',
  minimum: 'is too small',
  exclusiveMinimum: 'is too small',
  maximum: 'is too large',
  exclusiveMaximum: 'is too large',
  multipleOf: 'is not a multiple of the expected step',
  oneOf: 'fits none of the allowed forms, or more than one',
  anyOf: 'fits none of the allowed forms',
  not: 'is of a form that is not allowed here',
  if: 'does not fit what another property asks of it',
  'false schema': 'is not allowed here',
}

/** The sentence for an Ajv keyword; unknown keywords have one general sentence. */
export function sentenceFor(keyword: string): string {
  return sentences[keyword] ?? 'does not follow the schema'
}
