import { openDatabase } from '@unefois/database'
import fastify from 'fastify'

// The floor of the release bench: Fastify and one SELECT of the rows by their key, answered as
// JSON; no token, no lock, no key unwrapped, no trace. A process of its own, like the gateway.
const [url] = process.argv.slice(2)
if (url === undefined) throw new Error('usage: floor-server <database url>')
const sql = openDatabase({ url, name: 'floor', connectionsMax: 32 })
const app = fastify({ logger: false })
const ids = { type: 'array', items: { type: 'string' }, maxItems: 500 }
const body = { type: 'object', required: ['ids'], properties: { ids } }
app.post<{ Body: { ids: string[] } }>('/v1/releases', { schema: { body } }, async request => {
  const rows = await sql<{ id: string; key: Buffer }[]>`
    SELECT signal_id AS id, substr(wrapped, 1, 32) AS key FROM public.floor_key
    WHERE signal_id = ANY (${request.body.ids}::uuid[])`
  return { releases: rows.map(({ id, key }) => ({ id, key: key.toString('base64url') })) }
})
process.stdout.write(await app.listen({ port: 0, host: '127.0.0.1' }))
