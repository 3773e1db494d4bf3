export { type Api, type ApiOptions, type Call, type CallResult, createApi } from './api.ts'
export { ApiError, type ProblemDocument, TokenError } from './errors.ts'
export { limits } from './limits.ts'
export { createTokenSource, type TokenSource, type TokenSourceOptions } from './token-source.ts'
