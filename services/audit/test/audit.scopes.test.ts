import { randomUUID } from 'node:crypto'
import { placeholder } from '@unefois/service'
import t from 'tap'
import { auditRoutes } from '../src/app.ts'
import { officer, openAudit } from './open-audit.ts'

const ofRetention = /^\/v1\/(deletions|certificates|legal-holds)/u

t.test('every call is for the hub’s own officer and nobody else', async t => {
  const { call } = await openAudit(t)
  const others = [
    { ...officer, scopes: ['figures', 'agreements', 'registry-admin', 'cases'] },
    { ...officer, roles: ['operator', 'adviser', 'lead', 'service'] },
    { ...officer, agency: 'caf-13' },
  ]
  // The log's own calls have a test of their own (log.scopes).
  const routes = auditRoutes(placeholder()).filter(({ url }) => ofRetention.test(url))
  t.equal(routes.length, 5)
  for (const { method, url } of routes) {
    if (method !== 'GET' && method !== 'POST') throw new Error(`a call by ${method}`)
    const address = url.replace(':id', randomUUID())
    const body =
      url === '/v1/legal-holds' && method === 'POST'
        ? {
            signalIds: [randomUUID()],
            basis: 'court-order',
            provision: 'X 1',
            endsOn: '2027-01-01',
          }
        : undefined
    for (const bearer of others) {
      const asked = { bearer, ...(body === undefined ? {} : { body }) }
      const answer = await call(method, address, asked)
      t.equal(answer.status, 403, `${method} ${url}`)
    }
    const mine = await call(method, address, body === undefined ? {} : { body })
    t.not(mine.status, 403, `${method} ${url} is the officer’s`)
  }
})
