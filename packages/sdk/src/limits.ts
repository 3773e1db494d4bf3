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

  /** Lines of one PUT: well under a second at the hub, and what is held until it has them. */
  segmentLinesMax: 4_000,
  segmentTimeoutMs: 60_000,
  /** A batch gives up when it has come no further for this long. */
  batchStandstillMsMax: 120_000,
  /** Known lines that are sent again at a resume: another file shows itself by them. */
  resumeOverlapLines: 100,

  /** Lines of one page of results. */
  resultsPageMax: 5_000,

  /** The hub sends a comment every 15 s: a stream that says nothing for longer is dead. */
  streamSilenceMsMax: 60_000,
  streamEventBytesMax: 4_194_304,
  /** The contract of releases and case events. */
  idsPerCallMax: 500,
})
