/** Every limit of pages and of people's sessions, in one place; units last. */
export const limits = Object.freeze({
  /** A list that would be longer is cut into pages. */
  pageBytesMax: 102_400,
  formBytesMax: 65_536,
  formFieldsMax: 200,
  /** OWASP's session management advice for sensitive data: 15 to 30 min idle, a working day. */
  sessionIdleMsMax: 15 * 60_000,
  sessionLifeMsMax: 8 * 3_600_000,
  /** Beyond it the one unused for longest ends. */
  sessionsMax: 10_000,
  /** From the sign-in link to the issuer's answer. */
  signInMsMax: 10 * 60_000,
  /** How long before now the issuer may have seen the person: an older login asks again. */
  loginAgeSecMax: 300,
  issuerTimeoutSec: 5,

  languageCookieSec: 365 * 86_400,
  styleCacheSec: 365 * 86_400,
  returnPathCharsMax: 512,
  personNameCharsMax: 120,
  chartSeriesMax: 4,
})
