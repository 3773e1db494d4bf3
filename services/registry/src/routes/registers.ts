import type { ControllerContacts, RegisterSource } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { recordContacts } from '../use-cases/record-contacts.ts'
import { parameterOf, participantPattern } from './parts.ts'

export interface RegisterRouteDeps {
  readonly recordContacts: ReturnType<typeof recordContacts>
  readonly readRegisterSource: () => Promise<RegisterSource>
}

/** What the registers of processing need of the registry (GDPR art. 30). */
export function registersRoutes(deps: RegisterRouteDeps): readonly Route[] {
  return [
    defineRoute<ControllerContacts>({
      method: 'PUT',
      url: '/v1/controllers/:id/contacts',
      summary: 'How a controller and its data protection officer are reached; `hub` is the hub.',
      description: 'Replaces what was said before. Functions, never persons.',
      scopes: ['registry-admin'],
      params: { id: participantPattern },
      body: 'controller-contacts.v1',
      response: { 200: 'controller-contacts.v1' },
      handler: request =>
        deps.recordContacts(request.caller, parameterOf(request, 'id'), request.body),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/register-source',
      summary: 'What the registers of processing are made from, at one version.',
      scopes: ['snapshot'],
      response: { 200: 'register-source.v1' },
      handler: () => deps.readRegisterSource(),
    }),
  ]
}
