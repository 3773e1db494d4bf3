import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { AgreementText, Participant, ParticipantKey } from '@unefois/contracts'
import { generateReceiverKeys, jcs } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import { keyIdOf } from '../src/domain/public-key.ts'

/** The day on which the tests' clock stands. */
export const start = new Date('2026-11-20T10:00:00.000Z')

/** FICTITIOUS agencies; the hospital keeps medical secrecy, the mutual says what its mission is. */
export const participants: readonly Participant[] = [
  { id: 'caf-13', name: 'CAF 13', type: 'caf', country: 'fr' },
  { id: 'cpam-13', name: 'CPAM 13', type: 'cpam', country: 'fr' },
  { id: 'mission-locale', name: 'Mission locale', type: 'mission-locale', country: 'fr' },
  { id: 'hopital-nord', name: 'Hôpital Nord', type: 'hospital', country: 'fr' },
  { id: 'cpas-forest', name: 'CPAS de Forest', type: 'cpas', country: 'be' },
  {
    id: 'mutualite-horizon',
    name: 'Mutualité Horizon (FICTITIOUS)',
    type: 'mutualite',
    country: 'be',
    publicServiceMission: true,
  },
]

export const operator: Bearer = {
  clientId: 'hub-operator',
  agency: 'hub',
  roles: ['operator'],
  scopes: ['registry-admin'],
}
export const gateway: Bearer = {
  clientId: 'hub-gateway',
  agency: 'hub',
  roles: ['service'],
  scopes: ['snapshot'],
}

export const integratorOf = (agency: string): Bearer => ({
  clientId: `${agency}-system`,
  agency,
  roles: ['integrator'],
  scopes: ['agreements'],
})
export const officerOf = (agency: string): Bearer => ({
  clientId: `${agency}-dpo`,
  agency,
  agent: 'agt_dpo1',
  roles: ['dpo'],
  scopes: ['agreements'],
})
export const representativeOf = (agency: string): Bearer => ({
  clientId: `${agency}-legal`,
  agency,
  agent: 'agt_legal1',
  roles: ['legal-representative'],
  scopes: ['agreements'],
})

/** A French text that may be activated once it is advised and signed. */
export function frenchText(change: Partial<AgreementText> = {}): AgreementText {
  return {
    fictitious: true,
    sender: 'mission-locale',
    receiver: 'cpam-13',
    rights: ['fr.cpam.c2s'],
    purpose: 'inform-of-right',
    basis: 'public-task',
    basisReference: 'FICTITIOUS: CRPA L.114-8 II and D.114-9-2',
    lawProfile: 'fr',
    objection: { applies: true },
    controllerRoles: {
      sender: 'controller',
      receiver: 'controller',
      hub: 'processor',
      arrangement: 'FICTITIOUS contract',
    },
    identifierBasis: {
      scheme: 'fr-nir',
      senderIndent: 'FICTITIOUS: décret 2019-341, art. 2 A',
      receiverIndent: 'FICTITIOUS: décret 2019-341, art. 2 A',
    },
    dpia: { reference: 'FICTITIOUS DPIA', on: '2026-03-02' },
    noticeUrl: 'https://unefois.example/notices/c2s',
    optionalFields: { trigger: ['front-desk-contact'] },
    feedback: { policy: 'figures', endedAfterDays: 90 },
    deadlines: { remindDays: 5, takeUpDays: 10, accompanyDays: 63 },
    quota: { perDay: 1_000 },
    contacts: { sender: 'dpo@mission.example', receiver: 'dpo@cpam.example' },
    validity: { from: '2026-01-01', to: '2027-12-31' },
    ...change,
  }
}

/** A Belgian text under a statutory duty. */
export function belgianText(change: Partial<AgreementText> = {}): AgreementText {
  return frenchText({
    sender: 'cpas-forest',
    receiver: 'mutualite-horizon',
    rights: ['be.mutualite.intervention-majoree'],
    basis: 'statutory-duty',
    basisReference: 'FICTITIOUS: Charte de l’assuré social, art. 3',
    lawProfile: 'be',
    identifierBasis: {
      scheme: 'be-niss',
      deliberation: 'FICTITIOUS 26/001',
      statute: 'FICTITIOUS: law of 8 July 1976, art. 60',
      route: { kind: 'dispensed', text: 'FICTITIOUS' },
    },
    ...change,
  })
}

/** A text with the person's agreement: its feedback is in classes. */
export function agreedText(change: Partial<AgreementText> = {}): AgreementText {
  return frenchText({
    basis: 'with-agreement',
    feedback: { policy: 'classes', endedAfterDays: 90 },
    ...change,
  })
}

export interface Signer {
  readonly key: ParticipantKey
  /** ES256 over the JCS bytes of a text, as an agency's own tool does it. */
  sign(text: unknown): string
}

/** A fresh P-256 pair. */
export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const point = pointOf(publicKey)
  return {
    key: {
      keyId: keyIdOf('sign', point),
      publicKey: point.toString('base64url'),
      use: 'sign',
    },
    sign: text =>
      sign('sha256', Buffer.from(jcs(text)), {
        key: privateKey,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64url'),
  }
}

/** A fresh X25519 public key. */
export function newSealKey(): ParticipantKey {
  const { keyId, publicKey } = generateReceiverKeys()
  return { keyId, publicKey: publicKey.toString('base64url'), use: 'seal' }
}

function pointOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}
