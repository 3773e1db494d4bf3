// A receiver's own system, without a desk: receive.ts <agency> <hub id> <keys folder> <messages>.
// `messages` stands for what its NATS consumer got: one CloudEvent a line (AsyncAPI of the hub).
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { receiverKeysIn } from '@unefois/sdk'
import { connect } from './connect.ts'

const [agency = '', hub = '', keys = 'keys', file = ''] = process.argv.slice(2)
const messages = readFileSync(file, 'utf8').trim().split('\n')
const client = connect({ hub, agency, findReceiverKey: receiverKeysIn(keys) })
try {
  // Validates, asks the hub which may still be opened, opens. Acknowledge each message afterwards.
  const received = await client.receiving.openSignals(messages.map(text => Buffer.from(text)))
  const opened = received.filter(each => each.ok)
  for (const each of received) if (!each.ok) process.stdout.write(`not opened: ${each.reason}\n`)
  // Here: store each.identifier and each.signal in the case software, in one transaction. Then say
  // so, and the hub forgets the person.
  const at = new Date().toISOString()
  const events = opened.map(({ signal }) => {
    return { id: randomUUID(), signalId: signal.data.envelope.id, type: 'received' as const, at }
  })
  const results = await client.receiving.report(events)
  process.stdout.write(`opened ${opened.length}: ${results.map(each => each.result).join(' ')}\n`)
} finally {
  await client.close()
}
