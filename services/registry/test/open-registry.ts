import { randomUUID } from 'node:crypto'
import type { Agreement, AgreementText } from '@unefois/contracts'
import { openDatabase } from '@unefois/database'
import { createManualClock } from '@unefois/service'
import { type Bearer, templateDatabase, testIssuer } from '@unefois/testing'
import type { Test } from 'tap'
import { buildRegistry } from '../src/app.ts'
import {
  integratorOf,
  newSealKey,
  newSigner,
  officerOf,
  operator,
  participants,
  representativeOf,
  type Signer,
  start,
} from './sample.ts'

/** A call as a client makes it; `key` is its Idempotency-Key, `false` for none. */
export interface Call {
  readonly as?: Bearer
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly body?: unknown
  readonly key?: string | false
  readonly headers?: Readonly<Record<string, string>>
}

export type Registry = Awaited<ReturnType<typeof openRegistry>>

/** A registry on a database of the test's own, with an issuer, a clock that stands and no bus. */
export async function openRegistry(t: Test, { asksBcss = false } = {}) {
  const database = await templateDatabase(t, 'hub')
  const url = database.roleUrl('registry_app')
  const sql = openDatabase({ url, name: 'test', connectionsMax: 4 })
  const admin = openDatabase({ url: database.adminUrl, name: 'test', connectionsMax: 2 })
  await admin`SELECT audit.ensure_partitions(${start}, 14)`
  const { issuer, tokenOf } = await testIssuer(t)
  const clock = createManualClock(start.getTime())
  const announced: number[] = []
  const app = buildRegistry({
    issuer,
    clock,
    log: () => undefined,
    sql,
    asksBcss,
    changed: version => announced.push(version),
    ready: async () => ({ ok: true, reasons: [] }),
    checkResponses: true,
    onUnexpected: error => t.error(error),
  })
  t.teardown(async () => {
    await app.close()
    await sql.end()
    await admin.end()
  })

  async function call({ as, method = 'POST', url: path, body, key, headers }: Call) {
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${tokenOf(as)}` }),
        ...(method === 'POST' && key !== false ? { 'idempotency-key': key ?? randomUUID() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      body: isJson ? answer.json() : undefined,
    }
  }
  return { app, tokenOf, sql, admin, clock, announced, call }
}

/** Registers the sample agencies, one signing key and one sealing key each. */
export async function populate({ call }: Registry): Promise<ReadonlyMap<string, Signer>> {
  const signers = new Map<string, Signer>()
  for (const participant of participants) {
    const signer = newSigner()
    signers.set(participant.id, signer)
    const under = `/v1/participants/${participant.id}/keys`
    await call({ as: operator, url: '/v1/participants', body: participant })
    await call({ as: operator, url: under, body: signer.key })
    await call({ as: operator, url: under, body: newSealKey() })
  }
  return signers
}

/** Drafts a text as its sender does. */
export async function draft({ call }: Registry, text: AgreementText): Promise<Agreement> {
  const answer = await call({ as: integratorOf(text.sender), url: '/v1/agreements', body: text })
  if (answer.status !== 201) throw new Error(`the draft was refused: ${answer.text}`)
  return answer.body
}

/** Both officers advise, both representatives sign; nothing is activated. */
export async function adviseAndSign(
  { call }: Registry,
  signers: ReadonlyMap<string, Signer>,
  { id, hash, text }: Agreement,
): Promise<void> {
  for (const agency of [text.sender, text.receiver]) {
    const signer = signers.get(agency)
    const opinion = { hash, opinion: 'favourable', on: '2026-11-20' }
    const signature = { hash, keyId: signer?.key.keyId, signature: signer?.sign(text) }
    await call({ as: officerOf(agency), url: `/v1/agreements/${id}/opinions`, body: opinion })
    const url = `/v1/agreements/${id}/signatures`
    const signed = await call({ as: representativeOf(agency), url, body: signature })
    if (signed.status !== 201) throw new Error(`the signature was refused: ${signed.text}`)
  }
}

/** An active agreement of this text. */
export async function activate(
  registry: Registry,
  signers: ReadonlyMap<string, Signer>,
  text: AgreementText,
): Promise<Agreement> {
  const drafted = await draft(registry, text)
  await adviseAndSign(registry, signers, drafted)
  const url = `/v1/agreements/${drafted.id}/activation`
  const answer = await registry.call({ as: representativeOf(text.sender), url })
  if (answer.status !== 200) throw new Error(`the activation was refused: ${answer.text}`)
  return answer.body
}
