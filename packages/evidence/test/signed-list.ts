import { generateKeyPairSync, hash, sign } from 'node:crypto'
import type { Certificate, CertificateV2 } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import type { sampleLog } from '@unefois/testing'

const at = '2026-11-21T08:00:00.000Z'

/** A list of two certificates, one of which names a state of this log. */
export function signedList(log: ReturnType<typeof sampleLog>, size: number) {
  const first: Certificate = {
    version: 1,
    id: '01930f6e-0000-7000-8000-000000000001',
    hub: 'hub-test',
    owner: 'exchange',
    class: 'signal-data',
    reason: 'objection',
    article: 'CRPA L.114-8 II',
    erasedAt: at,
    outOfReach: { by: 'keys-destroyed', at },
    signalIds: ['01930f6e-0000-7000-8000-000000000002'],
    rowIds: [],
    keysDestroyed: [],
    partition: null,
    count: 1,
    agreementHash: null,
    checkpoint: null,
  }
  const root = log.checkpointAt(size).split('\n')[2] ?? ''
  const second: CertificateV2 = {
    ...first,
    version: 2,
    id: '01930f6e-0000-7000-8000-000000000003',
    checkpoint: { origin: 'hub-test/log', size, root, index: 3 },
  }
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const x = String(publicKey.export({ format: 'jwk' }).x)
  const keyId = `sk_${hash('sha256', Buffer.from(x, 'base64url'), 'hex').slice(0, 32)}`
  const certificates = [first, second]
  const items = certificates.map(certificate => ({
    certificate,
    madeAt: at,
    keyId,
    signature: sign(null, Buffer.from(jcs(certificate)), privateKey).toString('base64url'),
  }))
  return { certificates, list: { items, keys: [{ keyId, publicKey: x }] } }
}
