import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  cosignatureV1,
  createSigner,
  formatSignature,
  openUnderPolicy,
  parseAddCheckpoint,
  parseLogProof,
  parseNote,
  parsePolicy,
} from '@unefois/audit-log'
import { openWitnessKey, verifierKeyOf, witnessName } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { quorumOf } from '../src/use-cases/read-log.ts'
import { readPublished } from '../src/use-cases/read-published.ts'
import { appendSamples, openAudit, start } from './open-audit.ts'

const desk = (agency: string): Bearer => ({ agency, roles: ['service'], scopes: ['receive'] })

t.test('no two quorums are without an agency of both', async t => {
  const counts = [0, 1, 2, 3, 4, 5, 11, 600]
  t.strictSame(counts.map(quorumOf), [0, 1, 2, 2, 3, 3, 6, 301])
})

t.test('of four agencies two do not make what is served or proven', async t => {
  const opened = await openAudit(t)
  const agencies = ['caf-13', 'caf-69', 'cpam-13', 'cpam-69']
  const signers = agencies.map(agency => {
    const folder = mkdtempSync(join(tmpdir(), 'witness-'))
    t.teardown(() => rmSync(folder, { recursive: true }))
    const store = openKeyStore(folder)
    const nowSeconds = () => start.getTime() / 1_000
    return { agency, signer: openWitnessKey(store, { hub: 'hub-test', agency, nowSeconds }) }
  })
  const publish = async () => {
    await appendSamples(opened.sql.admin, [{ at: start.toISOString(), agency: 'caf-13' }])
    await opened.clock.set(opened.clock.nowMs() + 600_000)
    await opened.sequence()
  }
  const cosign = async (count: number) => {
    for (const { agency, signer } of signers.slice(0, count)) {
      const { bytes } = await opened.raw('/v1/log/add-checkpoint?old=0', desk(agency))
      const { text } = parseNote(Buffer.from(parseAddCheckpoint(bytes).checkpoint))
      const { keyId, signature } = signer.sign(text)
      const line = Buffer.concat([Buffer.from(keyId, 'hex'), signature])
      const said = { verifierKey: verifierKeyOf(signer), signature: line.toString('base64') }
      const body = { size: Number(text.split('\n')[1]), ...said }
      t.match(await opened.call('POST', '/v1/cosignatures', { bearer: desk(agency), body }), {
        status: 204,
      })
    }
  }
  const sizes = async () => {
    const policy = parsePolicy((await opened.raw('/v1/log/policy')).bytes)
    const { bytes } = await opened.raw('/v1/log/checkpoint')
    const { size } = await readPublished(opened.deps, [0])
    return [openUnderPolicy(bytes, policy).checkpoint.size, size]
  }
  await publish()
  await cosign(4)
  t.match((await opened.raw('/v1/log/policy')).bytes.toString(), /^group agencies 3 /mu)
  await publish()
  await cosign(2)
  t.strictSame(await sizes(), [256, 256])
  await cosign(3)
  t.strictSame(await sizes(), [512, 512])
})

t.test('what six hundred agencies cosigned is served as this project reads it', async t => {
  const opened = await openAudit(t)
  const { admin } = opened.sql
  await appendSamples(admin, [{ at: start.toISOString(), agency: 'caf-13' }])
  await opened.sequence()
  const { text } = parseNote((await opened.raw('/v1/log/checkpoint')).bytes)
  const signerOf = (agency: string, seed: string) => {
    const bytes = createHash('sha256').update(seed).digest()
    return createSigner(witnessName('hub-test', agency), cosignatureV1, bytes, () => 1)
  }
  // The longest ids that there may be; each agency has had a key before.
  const rows = Array.from({ length: 600 }, (_, n) => {
    const agency = `a${String(n).padStart(40, '0')}`
    const [now, former] = [signerOf(agency, `now ${n}`), signerOf(agency, `former ${n}`)]
    const signature = formatSignature(now.sign(text)).slice(0, -1)
    return { agency, key: verifierKeyOf(now), former: verifierKeyOf(former), signature }
  })
  const told = admin`json_to_recordset(${JSON.stringify(rows)}::text::json)
    AS r(agency text, key text, former text, signature text)`
  await admin`INSERT INTO audit.witness (agency, verifier_key, known_at)
    SELECT agency, key, ${start} FROM ${told}`
  await admin`INSERT INTO audit.former_witness_key (agency, verifier_key, until)
    SELECT agency, former, ${start} FROM ${told}`
  await admin`INSERT INTO audit.cosignature (size, agency, signature)
    SELECT 256, agency, signature FROM ${told}`
  const policy = parsePolicy((await opened.raw('/v1/log/policy')).bytes)
  const { bytes } = await opened.raw('/v1/log/checkpoint')
  t.equal(openUnderPolicy(bytes, policy).signatures.length, 601)
  const { proofs } = await readPublished(opened.deps, [0])
  const { extra, checkpoint } = parseLogProof(Buffer.from(proofs[0]?.text ?? ''))
  t.ok(extra)
  t.equal(openUnderPolicy(Buffer.from(checkpoint), policy).checkpoint.size, 256)
})
