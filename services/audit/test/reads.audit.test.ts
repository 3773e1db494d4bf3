import { randomUUID } from 'node:crypto'
import { type Bearer, listRoutes } from '@unefois/testing'
import t from 'tap'
import { callsOf, type Filled, fillConsole, officer, pagesOf } from './filled-console.ts'

/** Shown to anybody, or of machines that tell of themselves: nothing to trace. */
const untraced = [
  'GET /health/live',
  'GET /health/ready',
  'GET /openapi.json',
  'GET /docs',
  'GET /problems/:code',
  'GET /pages/icon.svg',
  'GET /pages/colours',
  'GET /pages/:style',
  'GET /sign-in',
  'GET /sign-in/done',
  'POST /sign-out',
  'GET /signed-out',
  // The published log, and what desks say to it.
  'GET /v1/log/checkpoint',
  'GET /v1/log/policy',
  'GET /v1/log/predecessors',
  'GET /v1/log/tile/:level/:a',
  'GET /v1/log/tile/:level/:a/:b',
  'GET /v1/log/tile/:level/:a/:b/:c',
  'GET /v1/log/tile/:level/:a/:b/:c/:d',
  'GET /v1/log/add-checkpoint',
  'GET /v1/log/directory',
  'POST /v1/cosignatures',
  'POST /v1/events',
  // Empty forms: agencies and agreements, which are public.
  'GET /files/new',
  'GET /breaches/new',
  // Leads to the address that searches.
  'POST /search',
]

async function countTraces({ sql }: Filled): Promise<number> {
  const [row] = await sql.admin<{ n: number }[]>`SELECT count(*)::int AS n FROM audit.event`
  return row?.n ?? 0
}

/** What a call answers, and how many traces it left. */
async function traced(filled: Filled, act: () => Promise<{ status: number }>) {
  const before = await countTraces(filled)
  const { status } = await act()
  return { status, traces: (await countTraces(filled)) - before }
}

async function inject(
  { app, tokenOf }: Filled,
  sent: { readonly method: string; readonly url: string; readonly payload?: object },
) {
  const { statusCode } = await app.inject({
    ...sent,
    method: sent.method === 'GET' ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(officer)}`,
      ...(sent.method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
    },
  })
  return { status: statusCode }
}

t.test('every call and every page of the console leaves a trace of who looked', async t => {
  const filled = await fillConsole(t)
  const [calls, pages] = [await callsOf(filled), await pagesOf(filled)]
  const hub = await filled.as('hub-dpo')
  const carsat = await filled.as('carsat-sud-est-dpo')
  const left: Record<string, { status: number; traces: number }> = {}
  for (const [route, { path, body }] of Object.entries(calls)) {
    const [method = '', url = ''] = route.split(' ')
    left[route] = await traced(filled, () =>
      inject(filled, {
        method,
        url: path ?? url,
        ...(body === undefined ? {} : { payload: body }),
      }),
    )
  }
  for (const [route, { path, body, page }] of Object.entries(pages)) {
    const [method = '', url = ''] = route.split(' ')
    const address = path ?? url
    if (method === 'GET') {
      left[route] = await traced(filled, () => hub.get(address))
      continue
    }
    const shown = await hub.get(page ?? address)
    const fields = (body ?? {}) as Readonly<Record<string, string>>
    const options = { action: address, stopBefore: filled.origin }
    left[route] = await traced(filled, () => hub.submit(shown, fields, options))
  }
  // What only an agency’s officer can send: its part of an answer, by a call and by the form.
  const shown = await carsat.get('/access')
  const given = { action: '/access/given', stopBefore: filled.origin }
  left['POST /access/given'] = await traced(filled, () => carsat.submit(shown, {}, given))
  const [part] = await filled.sql.admin<{ id: string }[]>`
    UPDATE audit.access_part SET answered_at = NULL, signal_ids = ${[filled.signal]}::uuid[]
    RETURNING id`
  const agency: Bearer = { ...officer, agency: 'carsat-sud-est' }
  left['POST /v1/access-parts/:id/answer'] = await traced(filled, () =>
    filled.call('POST', `/v1/access-parts/${part?.id}/answer`, { bearer: agency }),
  )

  for (const [route, { status, traces }] of Object.entries(left)) {
    t.ok(status < 400, `${route} is answered: ${status}`)
    t.ok(traces > 0, `${route} leaves a trace`)
  }
  const walked = new Set([...Object.keys(left), ...untraced])
  const known = listRoutes(filled.app).map(({ method, url }) =>
    `${method} ${url}`.replace(/^(GET \/pages\/)[0-9a-f]{16}\.css$/u, '$1:style'),
  )
  t.strictSame(
    [...known].sort(),
    [...walked].sort(),
    'each address is walked or on the closed list',
  )
})
