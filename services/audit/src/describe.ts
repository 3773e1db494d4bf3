import { placeholder, type Route } from '@unefois/service'
import { auditRoutes } from './app.ts'

/** The route table without a database, for the committed OpenAPI document. */
export function describeRoutes(): { title: string; version: string; routes: readonly Route[] } {
  return { title: 'Unefois audit', version: '0.1.0', routes: auditRoutes(placeholder()) }
}
