import type { Participant } from '@unefois/contracts'
import { defineRoute, type Route, type RouteRequest, scopes, setVersion } from '@unefois/service'
import type { FastifyReply } from 'fastify'
import type { Actor } from '../domain/act.ts'
import type { readParticipants } from '../use-cases/read-directory.ts'
import type { readParticipant, Standing } from '../use-cases/read-participant.ts'
import type { registerParticipant } from '../use-cases/register-participant.ts'
import type { updateParticipant } from '../use-cases/update-participant.ts'
import { creationRoute, parameterOf, participantPattern } from './parts.ts'

/** An act that suspends or resumes one participant. */
type ChangeStanding = (actor: Actor, id: string) => Promise<Standing>

export interface ParticipantRouteDeps {
  readonly registerParticipant: ReturnType<typeof registerParticipant>
  readonly readParticipants: ReturnType<typeof readParticipants>
  readonly readParticipant: ReturnType<typeof readParticipant>
  readonly updateParticipant: ReturnType<typeof updateParticipant>
  readonly suspendParticipant: ChangeStanding
  readonly resumeParticipant: ChangeStanding
}

const params = { id: participantPattern }
const response = { 200: 'participant-standing.v1' } as const

/** Who takes part in the hub: everybody who has a token reads it, the operator writes it. */
export function participantRoutes(deps: ParticipantRouteDeps): readonly Route[] {
  return [...listRoutes(deps), ...standingRoutes(deps)]
}

function listRoutes(deps: ParticipantRouteDeps): readonly Route[] {
  return [
    creationRoute<Participant>({
      url: '/v1/participants',
      summary: 'Admit an agency to the hub.',
      scopes: ['registry-admin'],
      body: 'participant.v1',
      answer: 'participant.v1',
      create: (request, repeatable) =>
        deps.registerParticipant(request.caller, request.body, repeatable),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/participants',
      summary: 'Every participant, by id.',
      scopes,
      response: { 200: 'participant-list.v1' },
      handler: () => deps.readParticipants(),
    }),
  ]
}

function standingRoutes(deps: ParticipantRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/participants/:id',
      summary: 'One participant and whether it may exchange; ETag = its version.',
      scopes,
      params,
      response,
      handler: (request, reply) => answer(reply, deps.readParticipant(parameterOf(request, 'id'))),
    }),
    defineRoute<Participant>({
      method: 'PUT',
      url: '/v1/participants/:id',
      summary: 'Correct what is said of it; id, type and country stay.',
      scopes: ['registry-admin'],
      params,
      body: 'participant.v1',
      response,
      ifMatch: true,
      handler(request, reply) {
        const { caller, expectedVersion, body } = request
        const id = parameterOf(request, 'id')
        return answer(reply, deps.updateParticipant(caller, id, expectedVersion, body))
      },
    }),
    stateRoute('suspension', 'Stop all its exchanges, under every agreement.', (actor, id) =>
      deps.suspendParticipant(actor, id),
    ),
    stateRoute('resumption', 'Let it exchange again.', (actor, id) =>
      deps.resumeParticipant(actor, id),
    ),
  ]
}

function stateRoute(act: string, summary: string, change: ChangeStanding): Route {
  return defineRoute({
    method: 'POST',
    url: `/v1/participants/:id/${act}`,
    summary,
    scopes: ['registry-admin'],
    params,
    response,
    handler: (request: RouteRequest, reply) =>
      answer(reply, change(request.caller, parameterOf(request, 'id'))),
  })
}

async function answer(reply: FastifyReply, asked: Promise<Standing>) {
  const { standing, version } = await asked
  setVersion(reply, version)
  return standing
}
