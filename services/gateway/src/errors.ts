import { defineProblems } from '@unefois/errors'

/** Every refusal of the gateway that a caller may see. Codes are stable; titles say what to do. */
export const problems = defineProblems({
  'identifier-invalid': {
    status: 422,
    title: 'The identifier is not a valid number of its scheme: check it with the person.',
  },
  'identifier-scheme-foreign': {
    status: 422,
    title: 'This right is served under another identifier scheme.',
  },
  'right-unknown': { status: 422, title: 'The right is not in the catalogue: see GET /v1/rights.' },
  'observed-on-out-of-range': {
    status: 422,
    title: 'The observation is in the future or older than the law lets a signal live.',
    article: 'CRPA R.114-9-7',
  },
  'territory-needed': {
    status: 422,
    title: 'This right is routed by territory: give the person’s territory.',
  },
  'addressee-needed': {
    status: 422,
    title: 'This right is routed by addressee: name the receiving agency.',
  },
  'receiver-not-found': {
    status: 422,
    title: 'No agency is competent for this right there on this date.',
  },
  'agreement-missing': {
    status: 403,
    title: 'No active agreement lets your agency signal this right to the competent agency.',
    article: 'CRPA L.114-8 II',
  },
  'agreement-ambiguous': {
    status: 422,
    title: 'Two agreements fit: name one in `agreement`.',
  },
  'field-not-agreed': {
    status: 422,
    title: 'The agreement does not let this field, or this value of it, travel.',
    article: 'CRPA L.114-8 II',
  },
  'person-agreement-needed': {
    status: 422,
    title: 'This agreement demands the person’s own agreement: record it, then name it.',
  },
  'person-agreement-unfit': {
    status: 422,
    title: 'The person’s agreement does not cover this signal.',
  },
  'person-agreement-unexpected': {
    status: 422,
    title: 'This agreement does not rest on the person’s agreement: leave the field out.',
  },
  'campaign-unfit': {
    status: 422,
    title: 'The campaign is not one that this signal fits: see GET /v1/campaigns.',
  },
  'campaign-full': { status: 422, title: 'The campaign has all the signals that it may have.' },
  'campaign-capacity-used': {
    status: 429,
    title: 'What the campaign may send today is used: come back tomorrow.',
  },
  'campaign-unknown': { status: 404, title: 'No such campaign of your agency.' },
  'campaign-plan-invalid': { status: 422, title: 'The campaign’s plan cannot be carried out.' },
  'campaign-not-covered': {
    status: 422,
    title: 'No active agreement covers this right and purpose with each receiver.',
    article: 'CRPA L.114-8 II',
  },
  'campaigns-live-max': {
    status: 409,
    title: 'Your agency has as many campaigns that have not ended as it may have.',
  },
  'batch-unknown': { status: 404, title: 'No such batch of your agency, or it has expired.' },
  'batches-open': {
    status: 429,
    title: 'Your agency has as many batches as it may: wait until some expire.',
  },
  'batch-line-ahead': {
    status: 409,
    title: 'These lines do not follow what is stored: send from `nextLine`.',
  },
  'batch-line-differs': {
    status: 409,
    title: 'This line was stored with another content, which stands: nothing after it was read.',
  },
  'batch-lines-too-many': {
    status: 413,
    title: 'The batch has all the lines it may have: nothing after them was read.',
  },
  'batch-bytes-too-many': {
    status: 413,
    title: 'The stream is larger than allowed: send the rest from `nextLine`.',
  },
  'batch-idle': {
    status: 408,
    title: 'No bytes came for too long: send from `nextLine`.',
  },
  'batch-stream-long': {
    status: 408,
    title: 'The stream lasted as long as one may: send the rest from `nextLine`.',
  },
  'batch-stream-broken': {
    status: 400,
    title: 'The stream broke off or is not what its encoding says: send from `nextLine`.',
  },
  'batch-encoding-unknown': {
    status: 415,
    title: 'The only content encoding of lines is gzip.',
  },
  'batch-header-invalid': {
    status: 422,
    title: 'The first row of a CSV must name its columns: see the signal’s fields.',
  },
  'batch-streams-used': {
    status: 429,
    title: 'Your agency sends as many streams of lines as it may at once: wait for one to end.',
  },
  'line-too-long': { status: 413, title: 'The line is longer than 2 KiB.' },
  'line-not-json': { status: 400, title: 'The line is not JSON.' },
  'line-columns': {
    status: 400,
    title: 'The row has not the columns of the header row, or its quotes do not close.',
  },
  'line-invalid': { status: 400, title: 'The line is not a signal: see its pointers.' },
  'parent-unfit': {
    status: 422,
    title: 'Only the receiver of a live signal may send a child of it.',
  },
  'quota-used': {
    status: 429,
    title: 'The agreement’s quota of calls for today is used: come back tomorrow.',
  },
  'idempotency-key-reused': {
    status: 409,
    title: 'This key was used for another body: what it was first used for is named.',
  },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request with this key is still in progress: try again with the same key.',
  },
  'signal-unknown': { status: 404, title: 'No such signal of your agency.' },
  'figures-not-yours': {
    status: 403,
    title: 'Exact figures of the hub are its own data protection officer’s.',
  },
  'period-invalid': { status: 400, title: 'The period does not name two instants.' },
  'last-event-id-invalid': {
    status: 400,
    title: 'Last-Event-ID is not the id of an event of this stream.',
  },
  'feedback-streams-used': {
    status: 429,
    title: 'Your client has all its streams open: close one, or come back later.',
  },
  'consent-unavailable': {
    status: 503,
    title: 'Objections cannot be checked right now, so nothing was stored: try again, same key.',
  },
  'bcss-unavailable': {
    status: 503,
    title: 'The BCSS cannot be asked right now, so nothing was stored: try again, same key.',
    article: 'Law of 15 January 1990 art. 14',
  },
  'snapshot-stale': {
    status: 503,
    title: 'The agreements in force are not known recently enough: try again, same key.',
  },
  'temporarily-unavailable': {
    status: 503,
    title: 'Nothing was stored: try again with the same key.',
  },
})
