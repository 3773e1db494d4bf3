export type * from '../generated/types.ts'
export { createAjv } from './ajv.ts'
export { toAsyncApi } from './asyncapi.ts'
export { type Code, type Codes, codes, type TerritoryRow, territories } from './codes.ts'
export { articlesIn, articlesOf, type Law, type LawRule, type LegalValue, law } from './law.ts'
export { type JsonSchema, schemaById, schemas } from './load.ts'
export {
  type DescribedLines,
  type DescribedParameter,
  type DescribedRoute,
  type ServiceDescription,
  toOpenApi,
} from './openapi.ts'
export { type PartOfRule, type RuleOfLaw, rulesOfLaw } from './rules-of-law.ts'
export { type SubjectContract, subjects } from './subjects.ts'
export { type ContractId, validatorFor } from './validators.ts'
