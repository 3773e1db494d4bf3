import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'

/**
 * For tests: every JSON answer is validated against the contract its route names for that status,
 * refusals against `problem.v2`, before serialisation. A miss is our mistake, so a 500.
 */
export function checkResponses(app: FastifyInstance, ajv: Ajv2020): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    const { contracts } = request.routeOptions.config
    if (contracts === undefined || payload === null || reply.statusCode >= 500) return payload
    const name = reply.statusCode >= 400 ? 'problem.v2' : contracts[reply.statusCode]
    const where = `${request.method} ${request.routeOptions.url} ${reply.statusCode}`
    if (!name) throw new Error(`${where}: the route does not list this answer`)
    const validate = ajv.getSchema(`urn:unefois:contracts:${name}`)
    if (validate === undefined) throw new Error(`${where}: unknown contract ${name}`)
    if (!validate(payload)) {
      const faults = (validate.errors ?? []).map(fault => `${fault.instancePath} ${fault.keyword}`)
      throw new Error(`${where}: answer breaks ${name}: ${faults.join(', ')}`)
    }
    return payload
  })
}
