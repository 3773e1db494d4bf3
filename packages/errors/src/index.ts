export { adviceFor } from './advice.ts'
export { declaredNames, pointersOf, problemPointersMax, type SchemaError } from './pointers.ts'
export {
  defineProblems,
  Problem,
  type ProblemDefinition,
  type ProblemDetails,
  type ProblemPointer,
} from './problem.ts'
export { sentences } from './sentences.ts'
