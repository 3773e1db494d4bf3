import t from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { acceptSignals } from '../src/use-cases/accept-signals.ts'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { withdrawSignal } from '../src/use-cases/withdraw-signal.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { openAccept, refusal } from './open-accept.ts'
import { affiliation, aspa, beat, caf, mission, newKey, onss } from './sample.ts'

const carsat = { agency: 'carsat-sud-est', clientId: 'carsat-desk' }

t.test('accepting', async t => {
  const { parts, keys, shared, accept, accepting } = await openAccept(t)
  const counts = async () => {
    const [row] = await parts.sql.admin`
      SELECT (SELECT count(*)::int FROM exchange.signal) AS signals,
        (SELECT count(*)::int FROM exchange.data_key) AS keys,
        (SELECT count(*)::int FROM exchange.outbox) AS outbox,
        (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-accept') AS traces,
        (SELECT count(*)::int FROM exchange.idempotency) AS answers`
    return row
  }
  await t.test('writes signal, key, outbox, trace and answer together', async t => {
    const bodies = Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? aspa() : affiliation()))
    const answers = await Promise.all(
      bodies.map((body, n) =>
        accept({ sender: n % 2 === 0 ? caf : onss, idempotencyKey: newKey(), body }),
      ),
    )
    t.equal(new Set(answers.map(answer => answer.id)).size, 40)
    t.match(answers[0], { status: 'sent', acceptedAt: '2026-11-20T10:00:00.000Z' })
    t.strictSame(
      { ...(await counts()) },
      { signals: 40, keys: 40, outbox: 40, traces: 40, answers: 40 },
    )
    const months = await parts.sql.admin`
      SELECT DISTINCT tableoid::regclass::text AS part FROM exchange.signal`
    t.strictSame(
      months.map(row => row.part),
      ['exchange.signal_2026_11'],
    )
  })

  await t.test('answers a repeated key once, and another body with 409', async t => {
    const body = aspa()
    const idempotencyKey = newKey()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => accept({ sender: caf, idempotencyKey, body })),
    )
    t.equal(new Set(answers.map(answer => JSON.stringify(answer))).size, 1)
    const other = await refusal(accept({ sender: caf, idempotencyKey, body: aspa() }))
    t.match(other, { code: 'idempotency-key-reused', extra: { original: answers[0]?.id } })
    const theirs = await accept({ sender: onss, idempotencyKey, body: affiliation() })
    t.not(theirs.id, answers[0]?.id, 'another agency may use the same key')
  })

  await t.test('a poisoned row harms only itself', async t => {
    await parts.sql.admin`ALTER TABLE exchange.signal
      ADD CONSTRAINT poison CHECK (parent IS NULL OR id IS NULL OR sender <> 'onss') NOT VALID`
    await parts.sql.admin`ALTER TABLE exchange.data_key
      ADD CONSTRAINT poison CHECK (sender <> 'onss') NOT VALID`
    const settled = await Promise.allSettled([
      accept({ sender: caf, idempotencyKey: newKey(), body: aspa() }),
      accept({ sender: onss, idempotencyKey: newKey(), body: affiliation() }),
      accept({ sender: caf, idempotencyKey: newKey(), body: aspa() }),
    ])
    await parts.sql.admin`ALTER TABLE exchange.data_key DROP CONSTRAINT poison`
    await parts.sql.admin`ALTER TABLE exchange.signal DROP CONSTRAINT poison`
    t.strictSame(
      settled.map(each => each.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
  })

  await t.test('refuses, pointing at the field', async t => {
    const cases = [
      [aspa({ right: 'fr.unknown.right' }), 'right-unknown', '/right'],
      [aspa({ territory: 'fr-75' }), 'receiver-not-found', '/territory'],
      [aspa({ language: 'de' }), 'field-not-agreed', '/language'],
      [aspa({ observedOn: '2025-01-01' }), 'observed-on-out-of-range', '/observedOn'],
      [aspa({ observedOn: '2026-12-01' }), 'observed-on-out-of-range', '/observedOn'],
      [affiliation({ right: 'fr.carsat.aspa' }), 'identifier-scheme-foreign', '/subject/scheme'],
      [
        aspa({ personAgreement: `pag_${'0'.repeat(32)}` }),
        'person-agreement-unexpected',
        '/personAgreement',
      ],
      [
        aspa({ subject: { scheme: 'fr-nir', value: '253072B07300471' } }),
        'identifier-invalid',
        '/subject/value',
      ],
    ] as const
    for (const [body, code, pointer] of cases) {
      const problem = await refusal(accept({ sender: caf, idempotencyKey: newKey(), body }))
      t.equal(problem.code, code)
      t.equal(problem.pointers[0]?.pointer, pointer)
    }
    const { territory: _, ...nowhere } = aspa()
    const unrouted = await refusal(accept({ sender: caf, idempotencyKey: newKey(), body: nowhere }))
    t.match(unrouted, { code: 'territory-needed' })
    const foreign = await refusal(accept({ sender: onss, idempotencyKey: newKey(), body: aspa() }))
    t.match(foreign, { code: 'agreement-missing', article: 'CRPA L.114-8 II' })
  })

  await t.test('an objected signal looks like any other and is never published', async t => {
    const body = aspa()
    await lodge(parts.sql.consent, subjectIndexes(keys, body.subject), parts.newId)
    const answer = await accept({ sender: caf, idempotencyKey: newKey(), body })
    const normal = await accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
    const rows = await parts.sql.admin`
      SELECT o.void, octet_length(o.message) AS message, octet_length(k.wrapped) AS wrapped,
        octet_length(k.subject_index) AS index, e.outcome_class AS class
      FROM exchange.outbox o JOIN exchange.data_key k USING (signal_id)
        JOIN audit.event e ON e.signal_id = o.signal_id
      WHERE o.signal_id IN (${answer.id}, ${normal.id}) ORDER BY o.void`
    const [sent, blocked] = rows
    t.match(sent, { void: false, class: 'sent' })
    t.match(blocked, { void: true, class: 'objected' })
    t.equal(blocked?.message, sent?.message)
    t.strictSame(Object.keys(answer), Object.keys(normal))
    const released = await releaseKeys(shared)(carsat, [normal.id])
    t.ok('key' in (released.releases[0] ?? {}))
  })

  await t.test('who objected under an earlier generation of the key still blocks', async t => {
    const early = aspa()
    await lodge(parts.sql.consent, subjectIndexes(keys, early.subject), parts.newId)
    parts.keyStore.getOrCreate('objection-index', '2')
    const reopened = acceptSignals({ ...accepting, keys: openHubKeys(parts.keyStore) })
    const late = aspa()
    const newest = openHubKeys(parts.keyStore)
    await lodge(parts.sql.consent, subjectIndexes(newest, late.subject), parts.newId)
    for (const [body, isVoid] of [
      [early, true],
      [late, true],
      [aspa(), false],
    ] as const) {
      const { id } = await reopened({ sender: caf, idempotencyKey: newKey(), body })
      const [row] = await parts.sql.admin`
        SELECT void FROM exchange.outbox WHERE signal_id = ${id}`
      t.equal(row?.void, isVoid)
    }
  })

  await t.test('its trace leads from a withdrawn agreement to what rests on it', async t => {
    const body = aspa({ right: 'fr.cpam.c2s', personAgreement: `pag_${'1'.repeat(32)}` })
    const { trigger: _, ...bare } = body
    const at = new Date(parts.nowMs())
    await parts.sql.consent`
      INSERT INTO consent.person_agreement (id, subject_index, index_key, collector, agent, channel,
        rights, recipients, obtained_on, recorded_at, valid_until)
      VALUES (${body.personAgreement ?? ''}, ${subjectIndexes(keys, body.subject)}, '1',
        'mission-locale-marseille', 'agt_0001', 'in-person', '{fr.cpam.c2s}', '{cpam-13}',
        '2026-11-20', ${at}, '2027-11-20')`
    const sent = await accept({ sender: mission, idempotencyKey: newKey(), body: bare })
    const [trace] = await parts.sql.admin`
      SELECT trace_index AS index FROM audit.event WHERE signal_id = ${sent.id}`
    const found = await parts.sql.consent`
      SELECT signal_id AS id, person_agreement AS agreement
      FROM audit.find_signals(ARRAY[${trace?.index}::bytea])`
    t.match(found, [{ id: sent.id, agreement: body.personAgreement }])
  })

  await t.test('no pulse, no signal', async t => {
    const before = await counts()
    const idempotencyKey = newKey()
    const body = aspa()
    await beat(parts.sql.consent, new Date(Date.now() - 11_000))
    const problem = await refusal(accept({ sender: caf, idempotencyKey, body }))
    t.match(problem, { code: 'consent-unavailable', status: 503, retryAfterSec: 5 })
    t.strictSame(await counts(), before)
    await beat(parts.sql.consent)
    t.match(await accept({ sender: caf, idempotencyKey, body }), { status: 'sent' })
  })

  await t.test('release, report, forget', async t => {
    const answer = await accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
    const release = releaseKeys(shared)
    const stranger = await release({ agency: 'cpam-13', clientId: 'x' }, [answer.id])
    t.strictSame(stranger.releases, [{ id: answer.id, refusal: 'gone' }])
    const [once] = (await release(carsat, [answer.id])).releases
    const [twice] = (await release(carsat, [answer.id])).releases
    t.strictSame(once, twice, 'repeatable until received')
    const apply = applyCaseEvents(shared)
    const at = '2026-11-20T10:00:01.000Z'
    const event = { id: newKey(), signalId: answer.id, type: 'received' as const, at }
    t.match(await apply({ agency: 'cpam-13', clientId: 'x' }, [event]), {
      results: [{ result: 'refused' }],
    })
    t.match(await apply(carsat, [event]), { results: [{ result: 'applied' }] })
    t.match(await apply(carsat, [event]), { results: [{ result: 'already' }] })
    const [left] = await parts.sql.admin`
      SELECT (SELECT count(*)::int FROM exchange.data_key WHERE signal_id = ${answer.id}) AS keys,
        (SELECT count(*)::int FROM exchange.outbox WHERE signal_id = ${answer.id}) AS outbox,
        (SELECT state FROM exchange.signal WHERE id = ${answer.id}) AS state`
    t.match(left, { keys: 0, outbox: 0, state: 'received' })
    t.strictSame((await release(carsat, [answer.id])).releases, [
      { id: answer.id, refusal: 'gone' },
    ])
  })

  await t.test('withdrawal destroys, and recalls what may be held', async t => {
    const withdraw = withdrawSignal({ ...shared, onCommitted: () => {} })
    const unread = await accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
    const opened = await accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
    await releaseKeys(shared)(carsat, [opened.id])
    for (const { id } of [unread, opened, opened]) await withdraw(caf, id)
    const recalls = await parts.sql.admin`SELECT signal_id FROM exchange.recall`
    t.strictSame(
      recalls.map(row => row.signal_id),
      [opened.id],
    )
    t.match(await releaseKeys(shared)(carsat, [unread.id]), { releases: [{ refusal: 'gone' }] })
    t.match(await refusal(withdraw(onss, unread.id)), { code: 'signal-unknown' })
  })
})
