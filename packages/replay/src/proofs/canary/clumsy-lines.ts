import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import { spellNumber } from '@unefois/scan'
import { createApi, createTokenSource } from '@unefois/sdk'
import { callMsMax } from '../../limits.ts'
import type { NextPerson } from './clumsy-client.ts'
import type { Secrets } from './secrets.ts'

const sender = 'cpas-forest'
const ordinaryLines = 10

/**
 * A batch whose lines hold people's numbers: signals, and every mistake that a file can bring
 * along. Answers how many lines and streams were refused, and how many answers repeated a number:
 * none may.
 */
export async function sendClumsyLines(
  hub: Hub,
  secrets: Secrets,
  next: NextPerson,
): Promise<{ calls: number; refused: number; echoed: number }> {
  const api = createApi({
    baseUrl: hub.urls.gateway,
    timeoutMs: callMsMax,
    tokens: createTokenSource({
      issuer: hub.urls.identity,
      clientId: sender,
      privateKey: hub.client(sender).privateKeyPem,
      audience: 'urn:unefois:hub',
    }),
  })
  const opened = { method: 'POST', path: '/v1/signal-batches', body: {} } as const
  const { id } = await api.ok<{ id: string }>({ ...opened, idempotencyKey: randomUUID() })
  const path = `/v1/signal-batches/${id}`
  const put = (type: string, text: string, from: string | number = 1) =>
    api.call({
      method: 'PUT',
      path: `${path}/lines`,
      query: { from },
      bytes: { content: Buffer.from(text), headers: { 'content-type': type } },
      retriesMax: 0,
    })
  const draw = () => signalOf(hub, next('be-niss').subject)
  const drawn = Array.from({ length: ordinaryLines }, draw)
  const { subject } = next('be-niss')
  const lines = [...drawn.map(each => JSON.stringify(each)), ...mistakes(hub, subject)]
  for (const line of lines) secrets.addBody(line)
  const texts: string[] = []
  const sent = await put('application/x-ndjson', lines.join('\n'))
  // Sent again with the first line changed, and as a CSV that has no header row.
  const changed = await put('application/x-ndjson', JSON.stringify(draw()))
  const bare = await put('text/csv', `${subject.scheme},${subject.value}\n`)
  const misplaced = await put('text/csv', 'subject.value\n', subject.value)
  const { body: results } = await api.call({ method: 'GET', path: `${path}/results` })
  for (const { body } of [sent, changed, bare, misplaced]) texts.push(JSON.stringify(body))
  texts.push(JSON.stringify(results))
  const numbers = [subject, ...drawn.map(each => each.subject)].flatMap(spellNumber)
  const { accepted, refused } = Object(sent.body)
  if (accepted !== ordinaryLines) throw new Error('the ordinary lines were not all accepted')
  return {
    calls: lines.length + 3,
    refused: refused + [changed, bare, misplaced].filter(({ status }) => status >= 400).length,
    echoed: texts.filter(text => numbers.some(number => text.includes(number))).length,
  }
}

type Subject = ReturnType<NextPerson>['subject']

function signalOf(hub: Hub, subject: Subject) {
  return {
    subject,
    right: 'be.mutualite.intervention-majoree',
    observedOn: new Date(hub.nowMs()).toISOString().slice(0, 10),
    addressee: 'mutualite-horizon',
  }
}

function mistakes(hub: Hub, subject: Subject): string[] {
  const { value } = subject
  const good = signalOf(hub, subject)
  return [
    JSON.stringify({ ...good, [value]: 1 }),
    JSON.stringify({ ...good, agent: value, right: value }),
    JSON.stringify({ ...good, subject: { ...subject, value: `${value.slice(0, -2)}00` } }),
    `{"subject":{"value":"${value}"`,
    value,
    JSON.stringify({ ...good, note: value.repeat(400) }),
  ]
}
