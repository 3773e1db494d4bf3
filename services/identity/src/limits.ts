/** Every limit of the issuer, in one place; units last. */
export const limits = Object.freeze({
  /** contracts.md, Tokens: five minutes. */
  accessTokenLifetimeSec: 300,
  /** contracts.md, Tokens: a client's assertion lives at most this long. */
  assertionLifetimeSecMax: 60,
  clockToleranceSec: 5,
  assertionIdCharsMax: 128,
  /** Assertion ids remembered; beyond it the issuer refuses rather than forget one. */
  assertionIdsMax: 200_000,
  clientsMax: 10_000,
  clientsFileBytesMax: 16_777_216,
  accountsMax: 1_000,
  accountsFileBytesMax: 1_048_576,
  /** From the console's request to the person's choice. */
  loginLifetimeSec: 600,
  /** RFC 6749 4.1.2 recommends ten minutes at most; a redirect takes a second. */
  codeLifetimeSec: 60,
  idTokenLifetimeSec: 300,
  /** Sign-ins under way; beyond it the oldest is forgotten and begins again. */
  storedItemsMax: 20_000,
  /** At a start, a signing key older than this is followed by a new one. */
  signingKeyAgeMsMax: 90 * 86_400_000,
  /** The newest signs; the others stay published so that their tokens can be verified. */
  signingKeysKept: 2,
})
