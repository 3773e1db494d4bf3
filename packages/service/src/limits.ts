/** Every limit of a service's HTTP face and process, in one place; units last. */
export const limits = Object.freeze({
  /** A signal is under 1 KiB; 500 case events or release ids fit with room to spare. */
  bodyBytesMax: 65_536,
  /** All request headers together; an access token is about 800 bytes. */
  headerBytesMax: 16_384,
  headersTimeoutMs: 10_000,
  /** A connection on which nothing moves for this long is closed. */
  requestTimeoutMs: 30_000,
  /** A caller answered before its body was complete has this long to read the answer. */
  unreadBodyMsMax: 5_000,
  /** Then 503, and the client asks again with the same Idempotency-Key. */
  handlerTimeoutMs: 15_000,
  /** Longer than a usual load balancer's 60 s, so that it is the one that closes. */
  keepAliveTimeoutMs: 65_000,
  connectionsMax: 4_096,
  pathParameterCharsMax: 64,

  tokenCharsMax: 4_096,
  tokenCacheEntriesMax: 10_000,
  /** RFC 9068 leaves it open; contracts.md says 5 minutes. */
  tokenLifetimeSecMax: 300,
  tokenClockToleranceSec: 5,
  keySetBytesMax: 65_536,
  keySetKeysMax: 32,
  keySetFetchTimeoutMs: 5_000,
  /** Keys are asked for again at this age, so that a withdrawn key stops working. */
  keySetAgeMsMax: 600_000,
  /** When the issuer does not answer, the keys we hold serve this long, then 503. */
  keySetStaleMsMax: 3_600_000,
  /** An unknown `kid` makes us ask the issuer at most this often. */
  keySetCoolDownMs: 5_000,

  clockPollMs: 50,
  parentPollMs: 500,
  idlePollMs: 50,
  shutdownMsMax: 20_000,
  /** Statements under way when a service ends may still finish. */
  poolEndSecMax: 5,
  readyTimeoutMs: 2_000,
})

/** Limits that one service may set otherwise, with its reason beside it. */
export interface ServiceLimits {
  readonly bodyBytesMax?: number
  readonly handlerTimeoutMs?: number
  readonly connectionsMax?: number
}
