import { placeholder, type Route } from '@unefois/service'
import { consentRoutes } from './app.ts'

/** The route table without a database, for the committed OpenAPI document. */
export function describeRoutes(): { title: string; version: string; routes: readonly Route[] } {
  return { title: 'Unefois consent', version: '0.1.0', routes: consentRoutes(placeholder()) }
}
