import type { Breach, EventPage, EventSearchV2 } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { Act } from '../repositories/acts.ts'
import type { openBreach } from '../use-cases/open-breach.ts'
import type { ActPage, searchActs } from '../use-cases/search-acts.ts'
import type { searchPerson } from '../use-cases/search-person.ts'
import { checkOfficer } from './check-officer.ts'

export interface OversightRouteDeps {
  readonly searchActs: ReturnType<typeof searchActs>
  readonly searchPerson: ReturnType<typeof searchPerson>
  readonly openBreach: ReturnType<typeof openBreach>
}

/** What officers look for, and breaches: the console's pages do the same. */
export function oversightRoutes(deps: OversightRouteDeps): readonly Route[] {
  return [
    defineRoute<EventSearchV2>({
      method: 'POST',
      url: '/v1/event-searches',
      summary: 'Acts by agreement, agency, agent and time; by number only in an approved file.',
      description:
        'An agency’s officer finds the acts of their own agency and nothing else. Each signal ' +
        'that is shown has one more trace; the person of a search by number finds it, too. The ' +
        'next page is asked for with the same body and `next` as `before`.',
      scopes: ['oversight'],
      roles: ['dpo'],
      body: 'event-search.v2',
      response: { 200: 'event-page.v1' },
      async handler({ body, caller }) {
        if (body.subject !== undefined) return byNumber(deps, caller, body)
        if (body.file !== undefined || body.from === undefined || body.to === undefined) {
          throw problems['search-unfit']()
        }
        const { subject: _, file: _file, from, to, ...rest } = body
        const time = { from: new Date(from), to: new Date(to) }
        return toldPage(await deps.searchActs(caller, { ...rest, ...time }))
      },
    }),
    defineRoute<Breach>({
      method: 'POST',
      url: '/v1/breaches',
      summary: 'Open the file of a breach: its clock runs, the signals touched are counted.',
      scopes: ['oversight'],
      roles: ['dpo'],
      body: 'breach.v1',
      response: { 201: 'breach-record.v1' },
      idempotent: true,
      handlerTimeoutMs: limits.measureMsMax,
      async handler(request, reply) {
        checkOfficer(request)
        const { body, caller, idempotencyKey } = request
        reply.code(201)
        return deps.openBreach({ body, caller, idempotencyKey })
      },
    }),
  ]
}

async function byNumber(
  deps: OversightRouteDeps,
  caller: Parameters<OversightRouteDeps['searchPerson']>[0],
  { subject, file, before, looks, ...more }: EventSearchV2,
): Promise<EventPage> {
  if (subject === undefined || file === undefined || Object.keys(more).length > 0) {
    throw problems['search-unfit']()
  }
  return toldPage(await deps.searchPerson(caller, { fileId: file, subject, before, looks }))
}

function toldPage({ items, next }: ActPage): EventPage {
  return { items: items.map(told), ...(next === undefined ? {} : { next }) }
}

type ToldAct = EventPage['items'][number]

/** An act as the call answers it: what is not there is left out. */
function told(act: Act): ToldAct {
  const { id, agency, purpose, operation } = act
  return {
    id,
    at: act.at.toISOString(),
    agency,
    purpose,
    operation,
    ...(act.agent === null ? {} : { agent: act.agent }),
    ...(act.agreementHash === null ? {} : { agreement: act.agreementHash }),
    ...(act.signalId === null ? {} : { signal: act.signalId }),
    ...(act.counterparty === null ? {} : { counterparty: act.counterparty }),
    ...(act.outcomeClass === null ? {} : { outcomeClass: act.outcomeClass }),
    ...detailOf(act.detail),
    ...(act.logIndex === null ? {} : { logIndex: act.logIndex }),
    ...(act.erasedAt === null ? {} : { erasedAt: act.erasedAt.toISOString() }),
    ...(act.erasedArticle === null ? {} : { erasedArticle: act.erasedArticle }),
    ...(act.erasedLogIndex === null ? {} : { erasedLogIndex: act.erasedLogIndex }),
  }
}

const shownOfDetail = ['right', 'trigger', 'detection', 'campaign'] as const

/** What the contract has of a detail: codes and ids, as the accept wrote them. */
function detailOf(detail: Act['detail']): Pick<ToldAct, (typeof shownOfDetail)[number]> {
  const shown = Object.entries(detail ?? {}).filter(([key]) =>
    shownOfDetail.some(each => each === key),
  )
  return Object.fromEntries(shown)
}
