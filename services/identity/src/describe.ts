import type { ServiceDescription } from '@unefois/contracts'
import { authorizationRoutes, issuerRoutes } from './routes/issuer.ts'

/** The calls of this service, for its OpenAPI document; nothing is started. */
export function describeRoutes(): ServiceDescription {
  return {
    title: 'Unefois identity',
    version: '0.1.0',
    routes: [...issuerRoutes, ...authorizationRoutes],
  }
}
