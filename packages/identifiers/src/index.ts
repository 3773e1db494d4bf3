export { formatIdentifier } from './format-identifier.ts'
export {
  type CanonicalValue,
  type Identifier,
  type IdentifierFault,
  type ParsedIdentifier,
  type Scheme,
  schemes,
} from './identifier.ts'
export { inputCharsMax as identifierInputCharsMax } from './limits.ts'
export { nirKey } from './nir.ts'
export { nissKey } from './niss.ts'
export { parseIdentifier } from './parse-identifier.ts'
export { seededRandom } from './seeded-random.ts'
export { type RandomSource, syntheticNir, syntheticNiss } from './synthetic.ts'
