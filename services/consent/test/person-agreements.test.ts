import { randomUUID } from 'node:crypto'
import { waitUntil } from '@unefois/testing'
import t from 'tap'
import { startPulse } from '../src/pulse.ts'
import { adviser, openConsent, page, person } from './open-consent.ts'

const body = {
  rights: ['fr.cpam.c2s'],
  recipients: ['cpam-13'],
  obtainedOn: '2026-11-20',
  channel: 'in-person',
  agent: 'agt_0001',
}
const mission = { sender: adviser.agency, receiver: 'cpam-13', right: 'fr.cpam.c2s' }

t.test('a person’s agreement, recorded once and read as a record of ISO/IEC TS 27560', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const key = randomUUID()
  const first = await hub.post('/v1/person-agreements', { ...body, subject }, adviser, key)
  t.match(first, {
    status: 201,
    body: { id: /^pag_[0-9a-f]{32}$/u, validUntil: '2027-11-20T10:00:00.000Z' },
  })
  const again = await hub.post('/v1/person-agreements', { ...body, subject }, adviser, key)
  t.strictSame(again.body, first.body, 'the same key, the same answer')
  const other = { ...body, subject, rights: ['fr.caf.prime-activite'] }
  t.equal((await hub.post('/v1/person-agreements', other, adviser, key)).status, 409)
  const wrong = await hub.post('/v1/person-agreements', {
    ...body,
    subject: { scheme: 'fr-nir', value: '253072B07300471' },
  })
  t.match(wrong.body, { status: 422, errors: [{ pointer: '/subject/value' }] })
  t.notOk(wrong.text.includes('253072B07300471'), 'the value is not repeated')

  t.match((await hub.get(`/v1/person-agreements/${first.body.id}`)).body, {
    recordId: first.body.id,
    dataSubject: 'dpv:DataSubject',
    parties: [{ role: 'dpv:DataController', id: adviser.agency }, { id: 'cpam-13' }],
    consent: { status: 'dpv:ConsentGiven', expressedBy: 'person', obtainedOn: '2026-11-20' },
  })
  const full = {
    ...body,
    subject,
    notice: { template: 'agreement-v1', language: 'fr' },
    expressedBy: 'legal-representative',
    authority: 'guardianship',
  }
  const represented = await hub.post('/v1/person-agreements', full)
  t.match((await hub.get(`/v1/person-agreements/${represented.body.id}`)).body, {
    notice: { template: 'agreement-v1', language: 'fr' },
    consent: { expressedBy: 'legal-representative', authority: 'guardianship' },
  })
  const [trace] = await hub.sql.admin`SELECT detail FROM audit.event
    WHERE detail ->> 'agreement' = ${represented.body.id}`
  const spoke = { by: full.expressedBy, authority: full.authority }
  t.match(trace?.detail, spoke, 'the person is told who spoke for them')
  const { authority: _none, ...silent } = full
  t.match(await hub.post('/v1/person-agreements', silent), {
    status: 422,
    body: { code: 'authority-unfit' },
  })
  const foreign = { ...adviser, agency: 'caf-13' }
  t.equal((await hub.get(`/v1/person-agreements/${first.body.id}`, foreign)).status, 404)
})

t.test('withdrawing stops the signals that rest on it, and no other', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const record = async (change: object = {}) =>
    (await hub.post('/v1/person-agreements', { ...body, ...change, subject })).body.id
  const personAgreement = await record()
  const renewed = await record()
  const waiting = await hub.exchange.accept(subject, { ...mission, personAgreement })
  const silent = await hub.exchange.accept(subject, {
    ...mission,
    personAgreement,
    isTraceSilent: true,
  })
  const received = await hub.exchange.accept(subject, { ...mission, personAgreement })
  await hub.exchange.receive(received.id)
  const onTheOther = await hub.exchange.accept(subject, { ...mission, personAgreement: renewed })
  const dutiful = await hub.exchange.accept(subject, { sender: 'caf-13' })
  t.equal((await hub.exchange.accept(subject, { personAgreement })).verdict, 'refused')

  const url = `/v1/person-agreements/${personAgreement}/withdrawal`
  const stranger = await hub.post(url, { subject: person(), by: 'adviser' })
  t.match(stranger, { status: 404, body: { code: 'person-agreement-unknown' } })
  const key = randomUUID()
  const anywhere = { ...adviser, agency: 'caf-13' }
  const withdrawn = await hub.post(url, { subject, by: 'adviser' }, anywhere, key)
  t.match(withdrawn, { status: 200, body: { id: personAgreement } })
  t.strictSame(
    (await hub.post(url, { subject, by: 'adviser' }, anywhere, key)).body,
    withdrawn.body,
  )
  const ids = [waiting, silent, received, onTheOther, dutiful].map(({ id }) => id)
  t.strictSame(await hub.exchange.stateOf(ids), [
    { key: false, recall: null },
    { key: false, recall: null },
    { key: false, recall: 'agreement-withdrawn' },
    { key: true, recall: null },
    { key: true, recall: null },
  ])
  const after = await hub.exchange.accept(subject, { ...mission, personAgreement })
  t.equal(after.verdict, 'refused', 'nothing rests on it any more')
  t.equal((await hub.get(`/v1/person-agreements/${personAgreement}`)).status, 404)
})

t.test('given in person after an objection, it lifts it for that right and receiver', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const objection = { subject, scope: {}, lodgedBy: 'person' }
  await hub.post('/v1/objections', objection, page)
  const record = async (change: object = {}) =>
    (await hub.post('/v1/person-agreements', { ...body, ...change, subject })).body.id
  const verdict = async (personAgreement: string) =>
    (await hub.exchange.accept(subject, { ...mission, personAgreement })).verdict
  t.equal(await verdict(await record()), 'objected', 'at the same instant the objection wins')
  await hub.clock.advance(1_000)
  const given = await record()
  t.equal(await verdict(await record({ channel: 'telephone' })), 'objected', 'not by telephone')
  t.equal(await verdict(given), 'sent')
  t.equal((await hub.exchange.accept(subject, mission)).verdict, 'objected', 'only where named')
  await hub.clock.advance(1_000)
  await hub.post('/v1/objections', objection, page)
  t.equal(await verdict(given), 'objected', 'a later objection counts again')
})

t.test('the pulse is written on system time, and its absence shows', async t => {
  const hub = await openConsent(t)
  let missed = 0
  const startedMs = Date.now()
  const pulse = startPulse(hub.sql.consent, () => {
    missed += 1
  })
  await waitUntil('a pulse is written', () => pulse.ageMs() < Number.POSITIVE_INFINITY)
  const [row] = await hub.sql.consent<{ at: Date }[]>`SELECT at FROM consent.pulse`
  const atMs = row?.at.getTime() ?? 0
  t.ok(startedMs <= atMs && atMs <= Date.now())
  t.equal(missed, 0)
  pulse.close()
})
