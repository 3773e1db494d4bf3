import type { Competence, ParticipantKey } from '@unefois/contracts'
import { defineRoute, type Route, scopes } from '@unefois/service'
import type { readCompetence, readKeys, readRights } from '../use-cases/read-directory.ts'
import type { recordCompetence } from '../use-cases/record-competence.ts'
import type { registerKey } from '../use-cases/register-key.ts'
import type { retireKey } from '../use-cases/retire-key.ts'
import {
  creationRoute,
  dayPattern,
  keyPattern,
  parameterOf,
  participantPattern,
  rightPattern,
  territoryPattern,
} from './parts.ts'

export interface DirectoryRouteDeps {
  readonly registerKey: ReturnType<typeof registerKey>
  readonly retireKey: ReturnType<typeof retireKey>
  readonly recordCompetence: ReturnType<typeof recordCompetence>
  readonly readKeys: ReturnType<typeof readKeys>
  readonly readRights: ReturnType<typeof readRights>
  readonly readCompetence: ReturnType<typeof readCompetence>
}

const underParticipant = { id: participantPattern }

/** With which keys agencies take part, for which rights, and who is competent where. */
export function directoryRoutes(deps: DirectoryRouteDeps): readonly Route[] {
  return [...keyRoutes(deps), ...catalogueRoutes(deps)]
}

function keyRoutes(deps: DirectoryRouteDeps): readonly Route[] {
  return [
    creationRoute<ParticipantKey>({
      url: '/v1/participants/:id/keys',
      summary: 'Register a public key of a participant, once its fingerprint was compared.',
      scopes: ['registry-admin'],
      params: underParticipant,
      body: 'participant-key.v1',
      answer: 'participant-key.v1',
      create: (request, repeatable) =>
        deps.registerKey(request.caller, parameterOf(request, 'id'), request.body, repeatable),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/participants/:id/keys',
      summary: 'Its public keys, the newest first, retired ones too.',
      scopes,
      params: underParticipant,
      response: { 200: 'participant-key-list.v1' },
      handler: request => deps.readKeys(parameterOf(request, 'id')),
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/participants/:id/keys/:keyId/retirement',
      summary: 'Retire a key: nothing new is sealed for it or signed with it.',
      scopes: ['registry-admin'],
      params: { ...underParticipant, keyId: keyPattern },
      response: { 204: null },
      async handler(request, reply) {
        const keyId = parameterOf(request, 'keyId')
        await deps.retireKey(request.caller, parameterOf(request, 'id'), keyId)
        return reply.code(204).send()
      },
    }),
  ]
}

function catalogueRoutes(deps: DirectoryRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/rights',
      summary: 'The rights catalogue.',
      scopes,
      response: { 200: 'right-list.v1' },
      handler: () => deps.readRights(),
    }),
    creationRoute<Competence>({
      url: '/v1/competence',
      summary: 'Record who is competent between two days; with `to`, close an open row.',
      scopes: ['registry-admin'],
      body: 'competence.v1',
      answer: 'competence.v1',
      create: (request, repeatable) =>
        deps.recordCompetence(request.caller, request.body, repeatable),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/competence',
      summary: 'Who is competent for a right in a territory on a day, today by default.',
      scopes,
      query: {
        right: { type: 'string', pattern: rightPattern, required: true },
        territory: { type: 'string', pattern: territoryPattern, required: true },
        on: { type: 'string', pattern: dayPattern },
      },
      response: { 200: 'competence-list.v1' },
      handler: request => deps.readCompetence(request.checkedQuery),
    }),
  ]
}
