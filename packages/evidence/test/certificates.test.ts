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
    [fileOf(list)],
    keys === undefined ? undefined : Buffer.from(JSON.stringify(keys)),
  )
const fileOf = (list: object, name = '') => ({ name, bytes: Buffer.from(JSON.stringify(list)) })

t.test('a certificate is the hub’s, by keys that the verifier kept', t => {
  const list = signed()
  t.match(judge(list), {
    faults: [],
    trust: 'own',
    certificates: [{ at: '1', certificate: { count: 1 } }],
  })
  t.match(judge(list, list), { faults: [], trust: 'given' })
  const [item] = list.items
  const edited = { ...list, items: [{ ...item, certificate: { ...first, count: 2 } }] }
  t.strictSame(judge(edited).faults, [{ code: 'certificate-signature-wrong', at: '1' }])
  const other = signed()
  t.strictSame(judge(list, other).faults, [{ code: 'certificate-key-unknown', at: '1' }])
  const placed = { origin: 'hub-test/log', size: 256, root: `${'A'.repeat(43)}=`, index: 0 }
  const later: CertificateV2 = { ...first, version: 2, checkpoint: placed }
  t.match(judge(signed(later)), {
    faults: [],
    certificates: [{ certificate: { checkpoint: placed } }],
  })
  const renamed = { ...list, keys: other.keys.map(key => ({ ...key, keyId: item?.keyId })) }
  t.strictSame(judge(list, renamed).faults, [{ code: 'certificate-key-unknown', at: '1' }])
  t.throws(() => judge({}), Unproven)
  t.throws(() => verifyCertificates([{ name: '', bytes: Buffer.from('no') }]), Unproven)
  t.end()
})

t.test('a certificate stands once in all the lists that are judged together', t => {
  const list = signed()
  const twice = { ...list, items: [...list.items, ...list.items] }
  t.strictSame(judge(twice).faults, [{ code: 'certificate-doubled', at: '2' }])
  t.equal(judge(twice).certificates.length, 1, 'and counts once')
  const pages = verifyCertificates([fileOf(list, 'a.json'), fileOf(list, 'b.json')])
  t.strictSame(pages.faults, [{ code: 'certificate-doubled', at: 'b.json 1' }])
  const another = signed({ ...first, id: '01930f6e-0000-7000-8000-000000000009' })
  t.match(verifyCertificates([fileOf(list, 'a'), fileOf(another, 'b')]), {
    faults: [],
    certificates: [{ at: 'a 1' }, { at: 'b 1' }],
  })
  t.end()
})

t.test('a list that two readers would read differently is none', t => {
  const text = JSON.stringify(signed())
  const twice = text.replace('"count":1', '"count":9,"count":1')
  const judged = (said: string) => () =>
    verifyCertificates([{ name: '', bytes: Buffer.from(said) }]).faults
  t.strictSame(judged(text)(), [])
  t.throws(judged(twice), Unproven)
  t.throws(judged(text.replace('objection', '\\ud800')), Unproven)
  t.end()
})
