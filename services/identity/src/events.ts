import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** What the issuer may log. Client ids name programs and agencies, never a person. */
export const identityEvents = defineEvents({
  ...serviceEvents,
  'token-issued': { level: 'info', fields: ['clientId'] },
  'person-signed-in': { level: 'info', fields: ['clientId'] },
  'token-refused': { level: 'warn', fields: ['error'] },
  'issuer-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
  'clients-loaded': { level: 'info', fields: ['clients'] },
  'clients-refused': { level: 'error', fields: ['reason'] },
  'sample-accounts-loaded': { level: 'warn', fields: ['accounts'] },
  'signing-key-created': { level: 'info', fields: ['keyId'] },
})
