import { generateKeyPairSync, hash, sign } from 'node:crypto'
import type { Certificate, CertificateV2 } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import t from 'tap'
import { Unproven, verifyCertificates } from '../src/index.ts'

const at = '2026-11-21T08:00:00.000Z'
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

function signed(certificate: Certificate | CertificateV2 = first) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const x = String(publicKey.export({ format: 'jwk' }).x)
  const keyId = `sk_${hash('sha256', Buffer.from(x, 'base64url'), 'hex').slice(0, 32)}`
  const signature = sign(null, Buffer.from(jcs(certificate)), privateKey).toString('base64url')
  const items = [{ certificate, madeAt: at, keyId, signature }]
  return { items, keys: [{ keyId, publicKey: x }] }
}

const judge = (list: object, keys?: object) =>
  verifyCertificates(
    Buffer.from(JSON.stringify(list)),
    keys === undefined ? undefined : Buffer.from(JSON.stringify(keys)),
  )

t.test('a certificate is the hub’s, by keys that the verifier kept', t => {
  const list = signed()
  t.match(judge(list), { faults: [], trust: 'own', certificates: [{ count: 1 }] })
  t.match(judge(list, list), { faults: [], trust: 'given' })
  const [item] = list.items
  const edited = { ...list, items: [{ ...item, certificate: { ...first, count: 2 } }] }
  t.strictSame(judge(edited).faults, [{ code: 'certificate-signature-wrong', at: '1' }])
  const other = signed()
  t.strictSame(judge(list, other).faults, [{ code: 'certificate-key-unknown', at: '1' }])
  const placed = { origin: 'hub-test/log', size: 256, root: `${'A'.repeat(43)}=`, index: 0 }
  const later: CertificateV2 = { ...first, version: 2, checkpoint: placed }
  t.match(judge(signed(later)), { faults: [], certificates: [{ checkpoint: placed }] })
  const renamed = { ...list, keys: other.keys.map(key => ({ ...key, keyId: item?.keyId })) }
  t.strictSame(judge(list, renamed).faults, [{ code: 'certificate-key-unknown', at: '1' }])
  t.throws(() => judge({}), Unproven)
  t.throws(() => verifyCertificates(Buffer.from('no')), Unproven)
  t.end()
})
