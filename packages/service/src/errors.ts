import { defineProblems } from '@unefois/errors'

/** The refusals that every service shares. A service adds its own in its `errors.ts`. */
export const problems = defineProblems({
  'invalid-body': { status: 400, title: 'The body does not follow its schema' },
  'invalid-json': { status: 400, title: 'The body is not JSON' },
  'invalid-query': { status: 400, title: 'The query string is not one this address takes' },
  'bad-request': { status: 400, title: 'The request is not well formed' },
  'idempotency-key-missing': { status: 400, title: 'An Idempotency-Key header is required' },
  'idempotency-key-invalid': { status: 400, title: 'The Idempotency-Key header must be a UUID' },
  'token-missing': { status: 401, title: 'A bearer token is required' },
  'token-invalid': { status: 401, title: 'The bearer token is not accepted' },
  'scope-missing': { status: 403, title: 'The token does not carry the scope of this call' },
  'role-missing': { status: 403, title: 'The token does not carry the role of this call' },
  'not-found': { status: 404, title: 'There is nothing here for you' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'version-mismatch': { status: 412, title: 'The object has changed since you read it' },
  'body-too-large': { status: 413, title: 'The body is larger than allowed' },
  'unsupported-media-type': { status: 415, title: 'This address does not take this content type' },
  'version-required': { status: 428, title: 'An If-Match header with the version is required' },
  'version-invalid': { status: 400, title: 'The If-Match header must be one ETag we gave' },
  'headers-too-large': { status: 431, title: 'The headers are larger than allowed' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service cannot answer now, ask again later' },
})
