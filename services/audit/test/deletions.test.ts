import { createPublicKey, verify } from 'node:crypto'
import type { CertificateListV2, DeletionsV2 } from '@unefois/contracts'
import { recordErasures } from '@unefois/erasure-journal'
import { addMonths } from '@unefois/retention'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { newId } from '../src/app.ts'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const hourMs = 3_600_000

/** RFC 8410: a raw Ed25519 public key as node:crypto reads it. */
const publicKeyOf = (raw: string) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' })

t.test('the forecast tells what is due, overdue and done, in counts', async t => {
  const { sql, call, turns, clock, store, setAgencies, sequence } = await openAudit(t)
  store.getOrCreate('trace-index', '2026-11')
  const signalId = signalOf('2026-11-21T08:00:00.000Z')
  const detail = { right: 'fr.carsat.aspa' }
  await appendSamples(sql.admin, [
    {
      at: '2026-11-21T08:00:00.000Z',
      agency: 'caf-13',
      counterparty: 'carsat-sud-est',
      signalId,
      detail,
    },
    { at: '2026-11-22T08:00:00.000Z', agency: 'caf-13' },
    { at: '2026-11-22T08:00:00.000Z', agency: 'onss', counterparty: 'mutualite-horizon' },
  ])
  const forecast = async () => {
    // Asking is traced, in the month that it is then.
    await sql.admin`SELECT audit.ensure_partitions(${new Date(clock.nowMs())}, 1)`
    await sequence()
    await turns.count()
    const { status, body, text } = await call<DeletionsV2>('GET', '/v1/deletions')
    t.equal(status, 200, text)
    return body
  }
  const own = (list: DeletionsV2['due']) =>
    list
      .filter(({ owner }) => owner === 'audit')
      .map(line => [line.class, line.dueAt.slice(0, 10), line.count])

  const now = await forecast()
  t.strictSame(own(now.due), [
    ['second-opening', '2027-11-01', 1],
    ['trace', '2029-12-01', 2],
    ['key', '2036-12-01', 1],
    ['trace', '2036-12-01', 1],
  ])
  t.strictSame(now.overdue, [])
  t.strictSame(now.certificates, { made: 0, waiting: 0 })
  t.notMatch(JSON.stringify(now), signalId, 'no signal is named')

  await clock.set(Date.parse('2027-11-01T02:00:00.000Z'))
  t.strictSame(own((await forecast()).overdue), [['second-opening', '2027-11-01', 1]])
  await turns.forget()
  const done = await forecast()
  t.strictSame(own(done.overdue), [])
  t.match(done.done, [
    { owner: 'audit', class: 'second-opening', reason: 'expiry', entries: 1, count: 1 },
  ])
  t.strictSame(done.certificates, { made: 0, waiting: 1 })

  await clock.set(addMonths(start, 122).getTime())
  await turns.forget()
  await turns.exportEntries()
  await sequence()
  await turns.certify()
  const early = await forecast()
  t.equal(early.certificates.waiting, 0, 'the log published what was erased before')
  const after = await forecast()
  // What was forgotten, and each look at what is due, is traced itself and kept as any trace is.
  t.strictSame(own([...after.due, ...after.overdue]), [
    ['trace', '2037-12-01', 3],
    ['trace', '2047-02-01', 3],
  ])
  t.equal(after.certificates.waiting, 0, 'every erasure has its certificate')

  setAgencies(undefined)
  t.match(await call('GET', '/v1/deletions'), {
    status: 503,
    body: { code: 'participants-unknown' },
  })
})

t.test('certificates are listed in order and verify without the hub', async t => {
  const { sql, call, raw, sequence, turns, clock, store } = await openAudit(t)
  store.getOrCreate('kek', '2026-11-21T08:00:00.000Z')
  const erased = (ms: number, what: 'signal-data' | 'second-opening') => ({
    id: newId(start.getTime() + ms),
    at: new Date(start.getTime() + ms).toISOString(),
    owner: 'exchange' as const,
    class: what,
    reason: 'objection' as const,
    article: 'CRPA L.114-8 II, al. 2',
    signalIds: [signalOf('2026-11-20T08:00:00.000Z')],
    count: 1,
  })
  await recordErasures(sql.retention, [erased(0, 'signal-data'), erased(0, 'second-opening')])
  await turns.exportEntries()
  await turns.certify()
  const page = async (url: string) => {
    const { status, body, headers } = await call<CertificateListV2>('GET', url)
    t.equal(status, 200)
    return { list: body, link: headers.link }
  }
  t.strictSame((await page('/v1/certificates')).list.items, [], 'the log has not said it yet')
  await sequence()
  await turns.certify()
  const early = await page('/v1/certificates')
  t.strictSame(
    early.list.items.map(({ certificate }) => certificate.class),
    ['second-opening'],
    'the data wait for their keys',
  )
  t.equal(early.link, undefined)
  await clock.set(start.getTime() + 47 * hourMs)
  store.destroy('kek', '2026-11-21T08:00:00.000Z')
  await turns.certify()
  const { list } = await page('/v1/certificates?after=1')
  t.equal(list.items.length, 1)
  for (const { certificate, keyId, signature } of [...early.list.items, ...list.items]) {
    const signer = list.keys.find(key => key.keyId === keyId)
    if (signer === undefined) throw new Error('the key is not listed')
    const bytes = Buffer.from(jcs(certificate))
    const signed = Buffer.from(signature, 'base64url')
    t.equal(verify(null, bytes, publicKeyOf(signer.publicKey), signed), true)
    t.equal(verify(null, Buffer.from(`${bytes} `), publicKeyOf(signer.publicKey), signed), false)
  }
  t.match(list.items[0]?.certificate, {
    class: 'signal-data',
    reason: 'objection',
    erasedAt: '2026-11-21T08:00:00.000Z',
    outOfReach: { by: 'keys-destroyed', at: '2026-11-23T07:00:00.000Z' },
    checkpoint: { origin: 'hub-test/log', size: 256, index: 0 },
  })
  const [origin, size, root] = (await raw('/v1/log/checkpoint')).bytes.toString().split('\n')
  const [place] = list.items.map(({ certificate }) => certificate.checkpoint)
  t.match(place, { origin, size: Number(size), root }, 'the very one that was published')
  t.equal((await call('GET', '/v1/certificates?after=-1')).status, 400)
})
