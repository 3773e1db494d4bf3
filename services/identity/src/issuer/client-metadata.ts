import type { AdapterPayload } from 'oidc-provider'
import type { Client } from '../clients/client-list.ts'

/** A client of the file in the words of RFC 7591: private_key_jwt and client_credentials only. */
export function metadataOf(client: Client): AdapterPayload {
  return {
    client_id: client.clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    jwks: { keys: client.jwks.keys.map(key => ({ ...key })) },
    scope: client.scopes.join(' '),
  }
}
