import { validatorFor } from '@unefois/contracts'
import { parseIdentifier } from '@unefois/identifiers'
import { blindIndex, unwrapDataKey } from '@unefois/sealing'
import t from 'tap'
import { acceptSignals } from '../src/use-cases/accept-signals.ts'
import type { OfferedMessage } from '../src/use-cases/relay-outbox.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { openAccept } from './open-accept.ts'
import { affiliation, aspa, caf, newKey, onss } from './sample.ts'

const dayMs = 86_400_000
const isDelivered = validatorFor('urn:unefois:contracts:delivered-signal.v1')

t.test('each row of a packed group is its own signal’s, void or not', async t => {
  const { parts, keys, accepting } = await openAccept(t)
  const offered = new Map<string, OfferedMessage>()
  const accept = acceptSignals({
    ...accepting,
    offer: messages => {
      for (const each of messages) offered.set(each.signalId, each)
    },
  })
  const posts = Array.from({ length: 60 }, (_, n) => ({
    sender: n % 3 === 0 ? onss : caf,
    body: n % 3 === 0 ? affiliation() : aspa(),
    isObjected: n % 10 === 4,
  }))
  for (const { body, isObjected } of posts) {
    if (!isObjected) continue
    await lodge(parts.sql.consent, subjectIndexes(keys, body.subject), parts.newId)
  }
  const answers = await Promise.all(
    posts.map(({ sender, body }) => accept({ sender, idempotencyKey: newKey(), body })),
  )
  for (const [n, { sender, body, isObjected }] of posts.entries()) {
    const id = String(answers[n]?.id)
    const [row] = await parts.sql.admin`
      SELECT s.sender, s.right_id, s.accepted_at, s.ended_at, o.id AS outbox, o.void, o.message,
        k.kek, k.wrapped, k.subject_index, e.trace_index, e.at, e.outcome_class AS class,
        e.detail, i.signal_id AS answered
      FROM exchange.signal AS s JOIN exchange.outbox AS o ON o.signal_id = s.id
        JOIN exchange.data_key AS k ON k.signal_id = s.id
        JOIN audit.event AS e ON e.signal_id = s.id
        JOIN exchange.idempotency AS i ON i.signal_id = s.id WHERE s.id = ${id}`
    if (row === undefined) throw new Error('a signal is not there')
    t.match(row, { sender: sender.agency, right_id: body.right, void: isObjected, answered: id })
    t.equal(row.class, isObjected ? 'objected' : 'sent')
    t.match(row.detail, { right: body.right })
    t.equal(row.accepted_at.toISOString(), answers[n]?.acceptedAt)
    t.equal((row.ended_at.getTime() - row.accepted_at.getTime()) % dayMs, 0)
    t.ok(row.ended_at > row.accepted_at)

    const message = JSON.parse(row.message.toString())
    t.ok(isDelivered(message), 'a message of the contract, void or not')
    t.equal(message.id, row.outbox)
    t.equal(message.data.envelope.id, id)
    t.equal(message.data.envelope.sender, sender.agency)
    const sent = offered.get(id)
    t.equal(sent?.decoy, isObjected ? true : undefined)
    t.equal(sent?.message.equals(row.message), !isObjected, 'what is published is what is stored')
    t.equal(sent?.message.length, row.message.length)

    const parsed = parseIdentifier(body.subject)
    if (!parsed.ok) throw new Error('not a synthetic identifier')
    const index = blindIndex(keys.signalIndex(row.accepted_at.getTime()).key, parsed.identifier)
    t.equal(row.subject_index.equals(index), !isObjected, 'the index of a void row is random')
    const trace = blindIndex(keys.traceIndex(row.at.getTime()).key, parsed.identifier)
    t.ok(row.trace_index.equals(trace), 'the trace leads to the person in both cases')
    const kek = keys.kekById(row.kek)
    if (kek === undefined) throw new Error('the key-encryption key is there')
    const open = () => unwrapDataKey({ kek, wrapped: row.wrapped, signalId: id })
    if (isObjected) t.throws(open, 'the key of a void row is random')
    else t.equal(open().length, 32)
  }
})
