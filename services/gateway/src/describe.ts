import { placeholder, type Route } from '@unefois/service'
import { type GatewayRouteDeps, gatewayRoutes } from './app.ts'

/** The route table without a database or a bus, for the committed OpenAPI document. */
export function describeRoutes(): { title: string; version: string; routes: readonly Route[] } {
  return {
    title: 'Unefois gateway',
    version: '0.1.0',
    routes: gatewayRoutes(placeholder<GatewayRouteDeps>()),
  }
}
