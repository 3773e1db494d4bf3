import { createLog } from '@unefois/events'
import type { Method } from '@unefois/service'
import type { Test } from 'tap'
import { buildDesk } from '../../src/app.ts'
import { events } from '../../src/events.ts'
import { openDesk, signalMessage, type TestDesk } from './desk.ts'
import { type Bearer, startIssuer } from './issuer.ts'

export const adviser = 'agt_adviser1'

/** A letter that was sent with the notice; when is the test's. */
export const letter = {
  channel: 'post',
  result: 'absent',
  leavesContent: true,
  template: 'first-contact-1',
  language: 'fr',
}

/** What tests look into; assertions check the rest. */
interface AnsweredBody {
  readonly items: readonly { readonly id: string }[]
  readonly contacts: readonly unknown[]
  readonly informedAt?: string
  readonly text?: string
}

/** What a desk answers to one call. */
export interface Answered {
  readonly status: number
  readonly version: number | undefined
  readonly body: AnsweredBody
  readonly link: string | undefined
}

/** An answer's body as its contract has it. @throws when it is not. */
export function bodyOf<T>(answered: { body: unknown }, isIt: (body: unknown) => body is T): T {
  if (!isIt(answered.body)) throw new Error('the answer is not of its contract')
  return answered.body
}

const nothing: AnsweredBody = { items: [], contacts: [] }

/** The HTTP side of a test's desk, answers checked against their contracts, and callers for it. */
export async function openConsole(t: Test, desk: TestDesk) {
  const issuer = await startIssuer(t)
  const app = buildDesk({
    deps: desk.deps,
    log: createLog({ service: 'desk-test', events, level: 'silent' }),
    clock: desk.clock,
    ready: async () => ({ ok: true, reasons: [] }),
    auth: { issuer: issuer.url, audience: 'urn:unefois:desk:cpam-13' },
    checkResponses: true,
  })
  t.teardown(() => app.close())
  await app.ready()

  const callAs =
    (bearer: Bearer) =>
    async (
      method: Method,
      url: string,
      given: { body?: object; version?: number | undefined; key?: string } = {},
    ): Promise<Answered> => {
      const { body, version, key } = given
      const answer = await app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${issuer.token(bearer)}`,
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(method === 'GET' ? {} : { payload: body ?? {} }),
      })
      const etag = /^"(\d+)"$/u.exec(String(answer.headers.etag ?? ''))?.[1]
      return {
        status: answer.statusCode,
        version: etag === undefined ? undefined : Number(etag),
        body: answer.body === '' ? nothing : answer.json<AnsweredBody>(),
        link: answer.headers.link?.toString(),
      }
    }
  return {
    app,
    tokenOf: issuer.token,
    callAs,
    asAdviser: callAs({ agency: 'cpam-13', agent: adviser }),
    asOther: callAs({ agency: 'cpam-13', agent: 'agt_adviser2' }),
    asLead: callAs({ agency: 'cpam-13', agent: 'agt_lead0001', roles: ['lead'] }),
  }
}

/** A desk with its HTTP side. */
export async function openBoth(t: Test) {
  const desk = await openDesk(t)
  return { desk, ...(await openConsole(t, desk)) }
}

/** Lets the desk receive one signal; answers its id. */
export async function receive(
  desk: TestDesk,
  ...given: Parameters<TestDesk['seal']>
): Promise<string> {
  const sealed = desk.seal(...given)
  await desk.take([signalMessage(sealed.signal)])
  return sealed.id
}
