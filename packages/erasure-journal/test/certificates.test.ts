import type { Certificate } from '@unefois/contracts'
import { validatorFor } from '@unefois/contracts'
import t from 'tap'
import {
  certificateKeys,
  exportJournal,
  isCertified,
  makeCertificates,
  recordErasures,
} from '../src/index.ts'
import { entry, openJournal, start } from './open-journal.ts'

const hourMs = 3_600_000

t.test('an erasure is certified when no key is left that could undo it', async t => {
  const { sql, folder, store } = await openJournal(t)
  let nowMs = start.getTime()
  const deps = { sql: sql.audit, store, folder, hub: 'hub-test', nowMs: () => nowMs }
  store.getOrCreate('kek', '2026-11-21T07:00:00.000Z')
  const index = store.getOrCreate('trace-index', '2023-11')
  const data = entry()
  const openings = entry({ owner: 'audit', class: 'second-opening' })
  const key = entry({
    owner: 'audit',
    class: 'key',
    reason: 'expiry',
    signalIds: null,
    keyIds: [index.id],
  })
  await recordErasures(sql.retention, [data, openings, key])
  t.equal(await makeCertificates(deps), 0, 'nothing before the entry is on disk')
  await exportJournal(deps)

  t.equal(await makeCertificates(deps), 1, 'what lies plainly')
  nowMs += 40 * hourMs
  store.getOrCreate('kek', '2026-11-22T08:00:00.000Z')
  t.equal(await makeCertificates(deps), 0, 'the keys of its time are still there')
  store.destroy('kek', '2026-11-21T07:00:00.000Z')
  t.equal(await makeCertificates(deps), 1, 'the data')
  store.destroy('trace-index', '2023-11')
  t.equal(await makeCertificates(deps), 1, 'the key')
  t.equal(await makeCertificates(deps), 0, 'once each')

  const rows = await sql.audit<{ document: string; signature: Buffer; key_id: string }[]>`
    SELECT document, signature, key_id FROM audit.certificate ORDER BY position`
  const certificates: Certificate[] = rows.map(({ document }) => JSON.parse(document))
  t.strictSame(
    certificates.map(({ class: what, outOfReach }) => [what, outOfReach.by, outOfReach.at]),
    [
      ['second-opening', 'backups-aged', '2026-12-21T08:00:00.000Z'],
      ['signal-data', 'keys-destroyed', '2026-11-23T00:00:00.000Z'],
      ['key', 'keys-destroyed', '2026-11-23T00:00:00.000Z'],
    ],
  )
  const [signer] = certificateKeys(store)
  if (signer === undefined) throw new Error('no key')
  const isValid = validatorFor('urn:unefois:contracts:certificate.v1')
  for (const [place, row] of rows.entries()) {
    const certificate = certificates[place]
    if (certificate === undefined) throw new Error('no certificate')
    t.equal(isValid(certificate), true)
    t.equal(row.key_id, signer.keyId)
    t.equal(isCertified(certificate, row.signature, signer), true)
    const longer = { ...certificate, count: certificate.count + 1 }
    t.equal(isCertified(longer, row.signature, signer), false, 'not a word may differ')
  }
})
