import { placeholder, type Route } from '@unefois/service'
import { type RegistryRouteDeps, registryRoutes } from './app.ts'

/** The route table without a database or a bus, for the committed OpenAPI document. */
export function describeRoutes(): { title: string; version: string; routes: readonly Route[] } {
  return {
    title: 'Unefois registry',
    version: '0.1.0',
    routes: registryRoutes(placeholder<RegistryRouteDeps>()),
  }
}
