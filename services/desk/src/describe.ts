import { placeholder, type Route } from '@unefois/service'
import { type DeskRouteDeps, deskRoutes } from './app.ts'

/** The route table without a database or a bus, for the committed OpenAPI document. */
export function describeRoutes(): { title: string; version: string; routes: readonly Route[] } {
  return {
    title: 'Unefois desk',
    version: '0.1.0',
    routes: deskRoutes(placeholder<DeskRouteDeps>()),
  }
}
