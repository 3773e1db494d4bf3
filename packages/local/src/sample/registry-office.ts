import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto'
import type {
  Agreement,
  AgreementText,
  Competence,
  ControllerContacts,
  Participant,
  ParticipantKey,
  Snapshot,
} from '@unefois/contracts'
import { type Api, ApiError, createApi, createTokenSource } from '@unefois/sdk'
import { jcs } from '@unefois/sealing'
import type { Hub } from '../hub/hub.ts'
import { signingPointOf } from '../hub/signing-point.ts'

/** What the operator and the agencies' people do at the registry, each with their own token. */
export interface RegistryOffice {
  readSnapshot(): Promise<Snapshot>
  admit(participant: Participant): Promise<void>
  registerKey(participant: string, key: ParticipantKey): Promise<void>
  record(competence: Competence): Promise<void>
  /** How a controller and its officer are reached; `hub` is the hub itself. */
  recordContacts(controller: string, contacts: ControllerContacts): Promise<void>
  /** Draft, both officers' opinions, both signatures, activation. */
  conclude(text: AgreementText, day: string): Promise<Agreement>
  close(): Promise<void>
}

/** The audience of a token for the hub's services (RFC 8707). */
const hubAudience = 'urn:unefois:hub'

/** Opens the registry's counter for the launcher: one API per client, closed together. */
export function openRegistryOffice(hub: Hub): RegistryOffice {
  const apis = new Map<string, Api>()
  const as = (clientId: string): Api => {
    const known = apis.get(clientId) ?? openApi(hub, clientId)
    apis.set(clientId, known)
    return known
  }
  const post = <Answer>(clientId: string, path: string, body?: unknown) =>
    as(clientId).ok<Answer>({ method: 'POST', path, body, idempotencyKey: randomUUID() })

  const giveOpinion = async (participant: string, agreement: Agreement, day: string) => {
    const body = { hash: agreement.hash, opinion: 'favourable', on: day }
    await post(`${participant}-dpo`, `/v1/agreements/${agreement.id}/opinions`, body)
  }
  const giveSignature = async (participant: string, agreement: Agreement) => {
    const { keyId } = signingKeyOf(hub, participant)
    const body = { hash: agreement.hash, keyId, signature: signText(hub, participant, agreement) }
    await post(`${participant}-legal`, `/v1/agreements/${agreement.id}/signatures`, body)
  }

  return {
    readSnapshot: () => as('hub-operator').ok<Snapshot>({ method: 'GET', path: '/v1/snapshot' }),
    admit: participant => unlessThere(post('hub-operator', '/v1/participants', participant)),
    registerKey: (participant, key) =>
      unlessThere(post('hub-operator', `/v1/participants/${participant}/keys`, key)),
    record: competence => unlessThere(post('hub-operator', '/v1/competence', competence)),
    async recordContacts(controller, body) {
      const path = `/v1/controllers/${controller}/contacts`
      await as('hub-operator').ok<ControllerContacts>({ method: 'PUT', path, body })
    },
    async conclude(text, day) {
      const draft = await post<Agreement>('hub-operator', '/v1/agreements', text)
      for (const side of [text.sender, text.receiver]) await giveOpinion(side, draft, day)
      for (const side of [text.sender, text.receiver]) await giveSignature(side, draft)
      return post<Agreement>('hub-operator', `/v1/agreements/${draft.id}/activation`)
    },
    async close() {
      for (const api of apis.values()) await api.close()
    },
  }
}

/** A participant's signing key as the registry lists it: the P-256 point, uncompressed. */
export function signingKeyOf(hub: Hub, participant: string): ParticipantKey {
  const point = signingPointOf(hub.signingKey(participant).privateKeyPem)
  const fingerprint = createHash('sha256').update(point).digest('hex').slice(0, 32)
  return { keyId: `sk_${fingerprint}`, publicKey: point.toString('base64url'), use: 'sign' }
}

/** ES256 over the JCS bytes of the text (RFC 8785), whose hash must be the one answered. */
function signText(hub: Hub, participant: string, { text, hash }: Agreement): string {
  const bytes = Buffer.from(jcs(text))
  if (createHash('sha256').update(bytes).digest('hex') !== hash) {
    throw new Error('the registry answered another hash than that of the text')
  }
  const key = createPrivateKey(hub.signingKey(participant).privateKeyPem)
  return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}

function openApi(hub: Hub, clientId: string): Api {
  const { privateKeyPem } = hub.client(clientId)
  const tokens = createTokenSource({
    issuer: hub.urls.identity,
    clientId,
    privateKey: privateKeyPem,
    audience: hubAudience,
  })
  return createApi({ baseUrl: hub.urls.registry, tokens })
}

/** A second start finds its data: what is there already is no failure. */
async function unlessThere(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error
  }
}
