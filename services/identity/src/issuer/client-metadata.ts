import type { AdapterPayload } from 'oidc-provider'
import type { Client } from '../clients/client-list.ts'

/**
 * A client of the file in the words of RFC 7591: private_key_jwt; client_credentials, and the code
 * flow where people sign in.
 */
export function metadataOf(client: Client): AdapterPayload {
  const { redirectUris = [] } = client
  return {
    client_id: client.clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials', ...(redirectUris.length > 0 ? ['authorization_code'] : [])],
    response_types: redirectUris.length > 0 ? ['code'] : [],
    redirect_uris: [...redirectUris],
    jwks: { keys: client.jwks.keys.map(key => ({ ...key })) },
    scope: [...client.scopes, ...(redirectUris.length > 0 ? ['openid'] : [])].join(' '),
  }
}
