export { type Api, type ApiOptions, type Call, type CallResult, createApi } from './api.ts'
export type { Batches, LineResult } from './batches.ts'
export type { Campaigns } from './campaigns.ts'
export { type Client, type ClientOptions, createClient } from './client.ts'
export {
  ApiError,
  BatchRewoundError,
  type ProblemDocument,
  type ProblemPointer,
  TokenError,
} from './errors.ts'
export type { Feedback, FeedbackOptions, FeedbackPage } from './feedback.ts'
export { limits } from './limits.ts'
export { formatOfFile, type LineSource, linesOf, linesOfFile } from './line-source.ts'
export { type Opening, openReleased, type ReceiverIdentity } from './open-signal.ts'
export { receiverKeysIn } from './receiver-keys.ts'
export type { Received, Receiving } from './receiving.ts'
export { isNetworkError } from './retry.ts'
export { countLines } from './segments.ts'
export type { SendBatchOptions } from './send-batch.ts'
export type { Signals } from './signals.ts'
export { createTokenSource, type TokenSource, type TokenSourceOptions } from './token-source.ts'
