/** Every limit of the client, in one place; units last. */
export const limits = Object.freeze({
  /** RFC 7523 leaves it open; the issuer refuses assertions that live longer than 60 s. */
  assertionLifetimeSec: 50,
  /** A token is renewed this long before it expires. */
  tokenRenewalMs: 30_000,
  /** For an issuer that does not say: never trust a token longer than this. */
  tokenLifetimeSecDefault: 60,
  callTimeoutMs: 20_000,
  /** Attempts after the first one. */
  retriesMax: 5,
  retryDelayMsMin: 100,
  retryDelayMsMax: 5_000,
  retryAfterMsMax: 30_000,
  connectionsPerOriginMax: 64,
  answerBytesMax: 16_777_216,
})
