export { defineProblems, Problem, type ProblemDefinition, type ProblemDetails } from './problem.ts'
