import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openUnderPolicy, parseAddCheckpoint, parseNote, parsePolicy } from '@unefois/audit-log'
import { openWitnessKey, verifierKeyOf } from '@unefois/log-leaves'
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
