/** HTTP status → what a caller can do about a refusal of it. Fixed sentences, for pages. */
const advice: Readonly<Record<number, string>> = {
  400: 'Correct the request: unchanged, it is refused again.',
  401: 'Get a new access token from the issuer, for this service, and send the request again.',
  403: 'Sending again does not help: the agreement, or what your client may do, must change first.',
  404: 'Check the id: what is not yours is answered as if it did not exist.',
  405: 'Use a method that the Allow header of the answer lists.',
  408: 'Send the request again, headers and body without a pause.',
  409: 'With Retry-After, send the same request then; without it, read the object as it is now.',
  410: 'It is gone for good: forget it.',
  412: 'Read the object again, and decide on what it has become.',
  413: 'Send less at once.',
  415: 'Send the content type that the description of the call names.',
  422: 'Correct what `errors` points to, or ask the person: unchanged, it is refused again.',
  428: 'Read the object, and send its version in If-Match.',
  429: 'Wait as long as Retry-After says: sooner is refused again.',
  431: 'Send fewer or shorter headers.',
  500: 'Tell the operator when it happened. A request with an Idempotency-Key may be sent again.',
  503: 'Wait as long as Retry-After says, and send the request again with the same key.',
}

/** What to do about a refusal of this status. @throws when the status has no advice yet. */
export function adviceFor(status: number): string {
  const sentence = advice[status]
  if (sentence === undefined) throw new Error(`no advice for the status ${status}`)
  return sentence
}
