import {
  type IntegrationAnswers,
  type IntegrationChecks,
  type Integrations,
  schemas,
} from '@unefois/contracts'
import { defineProblems } from '@unefois/errors'
import { defineEvents } from '@unefois/events'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import {
  buildService,
  type Clock,
  defineRoute,
  hubAudience,
  type Route,
  registerRoutes,
  type ServiceLog,
  serviceEvents,
} from '@unefois/service'
import { createIntegrationRegister, type IntegrationRegister } from './register.ts'

/** What the simulator may log: nothing of its own. */
export const simulatorEvents = defineEvents({ ...serviceEvents })

const problems = defineProblems({
  'bcss-number-invalid': { status: 422, title: 'A number is not a valid NISS.' },
})

export interface SimulatorParts {
  readonly issuer: string
  readonly clock: Clock
  readonly log: ServiceLog
}

/**
 * A stand-in for the BCSS on one machine: it is told which synthetic people are integrated where,
 * and answers whether both ends are. Every answer says that a simulator gave it.
 */
export function buildBcssSimulator(parts: SimulatorParts): ReturnType<typeof buildService> {
  const { issuer, clock, log } = parts
  const app = buildService({
    name: 'bcss-simulator',
    title: 'BCSS simulator (synthetic people only)',
    log,
    clock,
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
    auth: { issuer, audience: hubAudience },
    problems: problems.definitions,
  })
  registerRoutes(app, simulatorRoutes(createIntegrationRegister(), clock))
  return app
}

function simulatorRoutes(register: IntegrationRegister, clock: Clock): readonly Route[] {
  return [
    defineRoute<IntegrationChecks>({
      method: 'POST',
      url: '/v1/integration-checks',
      summary: 'Is each of these people integrated at both ends today?',
      scopes: ['snapshot'],
      roles: ['service'],
      body: 'integration-checks.v1',
      response: { 200: 'integration-answers.v1' },
      handler: ({ body: { checks } }): IntegrationAnswers => {
        const day = clock.now().toISOString().slice(0, 10)
        const passes = checks.map(({ subject, sender, receiver }, index) => {
          const identifier = nissOf(subject, `/checks/${index}/subject`)
          const isAt = (participant: string) => register.isIntegrated(identifier, participant, day)
          return isAt(sender) && isAt(receiver)
        })
        return { answeredBy: 'simulator', passes }
      },
    }),
    defineRoute<Integrations>({
      method: 'POST',
      url: '/v1/integrations',
      summary: 'Integrate synthetic people, until the process ends.',
      scopes: ['registry-admin'],
      roles: ['operator'],
      body: 'integrations.v1',
      response: { 204: null },
      handler: ({ body: { integrations } }, reply) => {
        for (const [index, { subject, participant, ...days }] of integrations.entries()) {
          const identifier = nissOf(subject, `/integrations/${index}/subject`)
          register.integrate(identifier, participant, days)
        }
        return reply.code(204).send()
      },
    }),
  ]
}

function nissOf(subject: { scheme: string; value: string }, pointer: string): Identifier {
  const parsed = parseIdentifier(subject)
  if (parsed.ok && parsed.identifier.scheme === 'be-niss') return parsed.identifier
  throw problems['bcss-number-invalid']({
    pointers: [{ pointer, detail: 'is not a valid NISS' }],
  })
}
