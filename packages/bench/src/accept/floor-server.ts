import { randomBytes, randomUUID } from 'node:crypto'
import { openDatabase } from '@unefois/database'
import fastify from 'fastify'

// The floor of the accept bench: Fastify and one autocommit INSERT of the raw body with the same
// three index columns; no token, no schema, no seal. A process of its own, like the gateway.
const [url] = process.argv.slice(2)
if (url === undefined) throw new Error('usage: floor-server <database url>')
const sql = openDatabase({ url, name: 'floor', connectionsMax: 32 })
const app = fastify({ logger: false })
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
  done(null, body),
)
app.post('/v1/signals', async (request, reply) => {
  const id = randomUUID()
  await sql`INSERT INTO floor (id, subject_index, receiver, accepted_at, body)
    VALUES (${id}, ${randomBytes(32)}, 'receiver', ${new Date()}, ${String(request.body)})`
  return reply.code(202).send({ id })
})
process.stdout.write(await app.listen({ port: 0, host: '127.0.0.1' }))
