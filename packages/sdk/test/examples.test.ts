import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectBus, openInbox } from '@unefois/bus'
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import { type Hub, loadSample, sampleParticipants, startHub } from '@unefois/local'
import { waitUntil } from '@unefois/testing'
import t, { type Test } from 'tap'

const sender = 'cpas-forest'
const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'
const today = () => new Date().toISOString().slice(0, 10)

t.test('every example runs against a hub', async t => {
  const hub = await startHub({ participants: sampleParticipants, desks: [], say: () => {} })
  t.teardown(() => hub.stop())
  await loadSample(hub)
  const asSender = workplace(t, hub, sender)
  const asReceiver = workplace(t, hub, receiver)

  await t.test('first signal', async t => {
    // The gateway hears of the agreements in a moment: a newcomer's hub has known them for long.
    const ended = await waitUntil('the gateway knows the agreements', async () => {
      const run = await asSender('../examples/first-signal.ts')
      return run.code === 0 && run
    })
    t.match(ended, { code: 0, out: /^sent [0-9a-f-]{36}\nstatus sent\nwithdrawn\n$/u })
  })

  await t.test('batches', async t => {
    const random = seededRandom(5)
    const rows = Array.from({ length: 30 }, () => row(syntheticNiss(random).value))
    rows[3] = row('00000000000')
    const header = 'subject.scheme,subject.value,right,addressee,observedOn'
    const file = asSender.write('people.csv', [header, ...rows].join('\n'))
    const sent = await asSender('../examples/send-batch.ts', file)
    const said = /accepted 29, refused 1\nline 4 identifier-invalid\n$/u
    t.match(sent, { code: 0, out: said })
    const id = /^batch (.*)\n/u.exec(sent.out)?.[1] ?? ''
    t.match(await asSender('../examples/send-batch.ts', file, id), { code: 0, out: said })
    t.match(await asSender('../examples/stream-batch.ts'), { code: 0, out: 'accepted 1200\n' })
  })

  await t.test('campaign, feedback', async t => {
    const proposed = await asSender('../examples/propose-campaign.ts')
    const said = /^cmp_[0-9a-f]{32} proposed mutualite-horizon\nfigures exact: false, next: 20/u
    t.match(proposed, { code: 0, out: said })
    const followed = await asSender('../examples/follow-feedback.ts')
    t.match(followed, { code: 0, out: 'nothing new\n' }, 'no agreement of a person, no feedback')
  })

  await t.test('receiving without a desk', async t => {
    const messages = await messagesOf(hub)
    t.ok(messages.length >= 29)
    const file = asReceiver.write('messages.ndjson', ['{}', ...messages].join('\n'))
    const keys = hub.keysDir(`desk-${receiver}`)
    const args = [receiver, 'unefois-local', keys, file] as const
    const received = await asReceiver('../examples/receive.ts', ...args)
    t.equal(received.code, 0, received.err)
    t.match(received.out, /^not opened: not-a-signal\n/u)
    const [, opened, results] = /opened ([0-9]+):((?: applied)+)\n$/u.exec(received.out) ?? []
    t.equal(Number(opened), results?.trim().split(' ').length)
    t.ok(Number(opened) >= 29)
    const again = await asReceiver('../examples/receive.ts', ...args)
    t.match(again.out, /not opened: gone\n[\s\S]*opened 0: \n$/u, 'the hub has forgotten them')
    const wrong = await asReceiver('../examples/receive.ts', receiver, 'another', keys, file)
    t.match(wrong.out, /opened 0/u)
  })
})

const row = (value: string) => ['be-niss', value, right, receiver, today()].join(',')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder with one agency's configuration; runs examples there as processes of their own. */
function workplace(t: Test, hub: Hub, clientId: string) {
  const cwd = mkdtempSync(join(tmpdir(), 'unefois-examples-'))
  t.teardown(() => rmSync(cwd, { recursive: true, force: true }))
  const write = (name: string, text: string): string => {
    writeFileSync(join(cwd, name), text, { mode: 0o600 })
    return name
  }
  const { gateway, identity } = hub.urls
  const privateKeyFile = write('key.pem', hub.client(clientId).privateKeyPem)
  const config = { hub: gateway, issuer: identity, clientId, privateKeyFile }
  write('unefois.config.json', JSON.stringify(config))
  const run = (example: string, ...args: readonly string[]): Promise<Ended> => {
    const file = fileURLToPath(new URL(example, import.meta.url))
    return new Promise(resolve => {
      const child = execFile(process.execPath, [file, ...args], { cwd }, (_error, out, err) =>
        resolve({ code: child.exitCode, out, err }),
      )
    })
  }
  return Object.assign(run, { write })
}

/** What waits in the receiver's stream, one CloudEvent a line. */
async function messagesOf(hub: Hub): Promise<string[]> {
  const { user, password } = hub.nats.login(receiver)
  const bus = await connectBus({ servers: hub.nats.url, user, password, name: 'test' })
  const inbox = await openInbox(bus, receiver)
  try {
    const signals: string[] = []
    // The relay may still be at it.
    await waitUntil('the batch is there', async () => {
      for (const message of await inbox.fetch({ max: 1_000, waitMs: 1_000 })) {
        message.ack()
        if (message.subject.startsWith('sig.')) signals.push(Buffer.from(message.data).toString())
      }
      return signals.length >= 29
    })
    return signals
  } finally {
    inbox.close()
    await bus.close()
  }
}
