import t from 'tap'
import { adviser, openConsent, page, person, register } from './open-consent.ts'

t.test('every act leaves its trace, which the person can find', async t => {
  const hub = await openConsent(t)
  const former = person('nia')
  const current = person()
  const signal = await hub.exchange.accept(former)
  const received = await hub.exchange.accept(former, { sender: 'onss' })
  await hub.exchange.receive(received.id)
  const objection = await hub.post('/v1/objections', {
    subject: former,
    scope: { agency: 'cpam-13' },
    lodgedBy: 'legal-representative',
    authority: 'mandate',
  })
  const agreement = await hub.post('/v1/person-agreements', {
    subject: current,
    rights: ['fr.cpam.c2s'],
    recipients: ['cpam-13'],
    obtainedOn: '2026-11-20',
    channel: 'in-person',
    agent: 'agt_0001',
  })
  await hub.post('/v1/identifier-successions', { former, current }, register)
  const back = { subject: current, by: 'person' }
  await hub.post(`/v1/objections/${objection.body.id}/withdrawal`, back, page)
  await hub.post(`/v1/person-agreements/${agreement.body.id}/withdrawal`, {
    ...back,
    by: 'adviser',
  })
  const renunciation = { subject: current, right: 'fr.cpam.c2s', lodgedBy: 'person' }
  const renounced = await hub.post('/v1/renunciations', renunciation, page)
  await hub.post(`/v1/renunciations/${renounced.body.id}/withdrawal`, back, page)

  const indexes = [...hub.keys.traceIndexes(former), ...hub.keys.traceIndexes(current)]
  const traces = await hub.sql.admin`
    SELECT id, operation, agency, agent, signal_id, counterparty, purpose,
      trace_index = ANY (${hub.sql.admin.array(indexes, 17)}) AS found, detail
    FROM audit.event WHERE operation NOT IN ('signal-accept', 'signal-release') ORDER BY id`
  const of = (operation: string) => traces.filter(trace => trace.operation === operation)
  const hubs = { agency: 'hub', agent: null, counterparty: 'cpam-13' }
  t.match(of('objection-lodge'), [
    {
      agency: adviser.agency,
      agent: adviser.agent,
      found: true,
      detail: { agency: 'cpam-13', authority: 'mandate', lodgedBy: 'legal-representative' },
    },
  ])
  t.match(of('signal-destroy'), [
    { ...hubs, signal_id: signal.id, detail: { reason: 'objection' } },
  ])
  // Ids of one millisecond have no order.
  const recalls = of('signal-recall')
  t.ok(recalls.some(({ signal_id }) => signal_id === received.id))
  t.match(recalls[0], hubs)
  t.match(of('person-agreement-record'), [{ agent: 'agt_0001', found: true }])
  t.equal(of('identifier-succeed').length, 5, 'under both numbers, and all of the former again')
  const told = of('identifier-succeed').filter(({ signal_id: id }) => id !== null)
  t.strictSame(new Set(told.map(({ signal_id: id }) => id)), new Set([signal.id, received.id]))
  const followed = of('identifier-succeed').flatMap(({ detail }) => detail?.follows ?? [])
  t.strictSame(followed, [of('objection-lodge')[0]?.id], 'an act without a signal by its id')
  t.ok(of('identifier-succeed').every(({ found }) => found))
  for (const operation of ['objection', 'person-agreement', 'renunciation']) {
    t.match(of(`${operation}-withdraw`), [{ found: true }], operation)
  }
  t.match(of('renunciation-lodge'), [{ agent: null, found: true }])
  t.ok(traces.every(({ purpose }) => purpose === 'inform-of-right'))

  await t.test('no trace, no act', async t => {
    await hub.sql.admin`REVOKE EXECUTE ON FUNCTION audit.append(audit.new_event[]) FROM consent_app`
    const body = { subject: person(), scope: {}, lodgedBy: 'adviser' }
    const rows = async () => {
      const [row] = await hub.sql.admin`SELECT
        (SELECT count(*)::int FROM consent.objection) AS objections,
        (SELECT count(*)::int FROM consent.idempotency) AS keys`
      return { ...row }
    }
    const before = await rows()
    t.match(await hub.post('/v1/objections', body), {
      status: 503,
      body: { code: 'temporarily-unavailable' },
    })
    t.strictSame(await rows(), before, 'neither the objection nor its key')
  })
})
