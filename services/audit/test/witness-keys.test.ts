import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  cosignatureV1,
  createVerifier,
  decideCosignature,
  formatVerifierKey,
  type NoteSigner,
  openUnderPolicy,
  parseAddCheckpoint,
  parsePolicy,
} from '@unefois/audit-log'
import { openWitnessKey, verifierKeyOf } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import t, { type Test } from 'tap'
import { appendSamples, openAudit, start } from './open-audit.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const desk = (agency: string): Bearer => ({ agency, roles: ['service'], scopes: ['receive'] })

function keysOf(t: Test, agency: string): (number: number) => NoteSigner {
  const folder = mkdtempSync(join(tmpdir(), 'witness-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const store = openKeyStore(folder)
  const nowSeconds = () => start.getTime() / 1_000
  return number => openWitnessKey(store, { hub: 'hub-test', agency, nowSeconds, number })
}

const says = (signer: NoteSigner, text: string) => {
  const { keyId, signature } = signer.sign(text)
  const bytes = Buffer.concat([Buffer.from(keyId, 'hex'), signature])
  return { verifierKey: verifierKeyOf(signer), signature: bytes.toString('base64') }
}

/** Publishes once more, and answers the text and the size that a witness is asked to sign. */
async function publish(opened: Opened): Promise<{ text: string; size: number }> {
  await appendSamples(opened.sql.admin, [{ at: start.toISOString(), agency: 'caf-13' }])
  await opened.clock.set(opened.clock.nowMs() + 600_000)
  await opened.sequence()
  const { bytes } = await opened.raw('/v1/log/add-checkpoint?old=0', desk('caf-13'))
  const { verifier } = opened.deps.logKey
  const decision = decideCosignature(parseAddCheckpoint(bytes), [verifier], undefined)
  if (decision.status !== 200) throw new Error('a first checkpoint is cosigned')
  return { text: decision.text, size: decision.next.size }
}

t.test(
  'a witness’s key takes the place of one that signs for it, and both stay believable',
  async t => {
    const opened = await openAudit(t)
    const [caf, cpam] = [keysOf(t, 'caf-13'), keysOf(t, 'cpam-13')]
    const cosign = (agency: string, body: object) =>
      opened.call('POST', '/v1/cosignatures', { bearer: desk(agency), body })
    const policy = async () => parsePolicy((await opened.raw('/v1/log/policy')).bytes)
    const checkpoint = async () => (await opened.raw('/v1/log/checkpoint')).bytes

    const { text, size } = await publish(opened)
    t.match(await cosign('caf-13', { size, ...says(caf(1), text) }), { status: 204 })
    t.match(await cosign('cpam-13', { size, ...says(cpam(1), text) }), { status: 204 })
    const early = await checkpoint()

    const next = await publish(opened)
    const told = (change: object) =>
      cosign('caf-13', { size: next.size, ...says(caf(2), next.text), ...change })
    t.match(await told({}), { status: 409 }, 'nobody signs for it')
    t.match(await told({ succeeds: says(caf(3), next.text) }), { status: 409 }, 'a stranger does')
    t.match(await told({ succeeds: says(cpam(1), next.text) }), { status: 409 }, 'another agency')
    const old = says(caf(1), text)
    t.match(await told({ succeeds: old }), { status: 409 }, 'what was said of another checkpoint')
    t.match(await told({ succeeds: says(caf(1), next.text) }), { status: 204 })
    t.match(await told({ succeeds: says(caf(1), next.text) }), { status: 204 }, 'told again')
    const back = { size: next.size, ...says(caf(1), next.text), succeeds: says(caf(2), next.text) }
    t.match(await cosign('caf-13', back), { status: 409 }, 'a former key stays former')
    t.match(await cosign('cpam-13', { size: next.size, ...says(cpam(1), next.text) }), {
      status: 204,
    })

    const now = await policy()
    t.equal(openUnderPolicy(await checkpoint(), now).checkpoint.size, next.size)
    t.equal(openUnderPolicy(early, now).checkpoint.size, size, 'a proof of before still verifies')
    const [verifiers] = [now.witnesses.filter(({ name }) => name === 'hub-test/witness/caf-13')]
    t.equal(verifiers.length, 2)
    t.notOk(now.isQuorum(verifiers), 'two keys of one agency are one agency')
    const traces = await opened.sql.admin`
    SELECT agency, operation FROM audit.event WHERE operation LIKE 'witness-%' ORDER BY at, agency`
    t.same(
      traces.map(({ agency, operation }) => [agency, operation].join()),
      ['caf-13,witness-register', 'cpam-13,witness-register', 'caf-13,witness-replace'],
    )
  },
)

t.test('a key is of one agency: what another’s witness said is repeated by nobody', async t => {
  const opened = await openAudit(t)
  const [caf, cpam] = [keysOf(t, 'caf-13'), keysOf(t, 'cpam-13')]
  const cosign = (agency: string, body: object) =>
    opened.call('POST', '/v1/cosignatures', { bearer: desk(agency), body })
  /** A cosignature does not say whose it is: under another name it holds, too. */
  const repeats = (agency: string, said: NoteSigner, text: string) => {
    const name = `hub-test/witness/${agency}`
    const verifier = createVerifier(name, cosignatureV1, said.verifier.publicKey)
    const bytes = Buffer.concat([Buffer.from(verifier.keyId, 'hex'), said.sign(text).signature])
    return { verifierKey: formatVerifierKey(verifier), signature: bytes.toString('base64') }
  }
  const { text, size } = await publish(opened)
  t.match(await cosign('caf-13', { size, ...says(caf(1), text) }), { status: 204 })
  const stolen = { size, ...repeats('cpam-13', caf(1), text) }
  t.match(await cosign('cpam-13', stolen), { status: 409 }, 'as its first key')
  t.match(await cosign('cpam-13', { size, ...says(cpam(1), text) }), { status: 204 })
  const replacing = { ...stolen, succeeds: says(cpam(1), text) }
  t.match(await cosign('cpam-13', replacing), { status: 409 }, 'as its next one')
  const next = { size, ...says(caf(2), text), succeeds: says(caf(1), text) }
  t.match(await cosign('caf-13', next), { status: 204 })
  t.match(await cosign('cpam-13', replacing), { status: 409 }, 'one that the other had before')
  const policy = parsePolicy((await opened.raw('/v1/log/policy')).bytes)
  t.equal(policy.witnesses.length, 3)
})
