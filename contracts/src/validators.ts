import type { ValidateFunction } from 'ajv'
import type { ContractTypes } from '../generated/types.ts'
import { createAjv } from './ajv.ts'
import { schemas } from './load.ts'

/** The `$id` of a contract that has a type of its own. */
export type ContractId = keyof ContractTypes

// Each of these is held to the dialect by test/schemas.test.ts.
const ajv = createAjv({ areProven: true })
for (const schema of schemas) ajv.addSchema(schema)

/**
 * The validator of a contract, typed as a guard: `validatorFor(id)(value)` narrows `value`.
 * Compiled on first use and kept.
 * @throws when no contract has this id.
 */
export function validatorFor<Id extends ContractId>(id: Id): ValidateFunction<ContractTypes[Id]> {
  const validate = ajv.getSchema<ContractTypes[Id]>(id)
  if (validate === undefined) throw new Error(`no contract has the id ${id}`)
  return validate as ValidateFunction<ContractTypes[Id]>
}
