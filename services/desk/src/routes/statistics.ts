import { defineRoute, type Route } from '@unefois/service'
import type { countErasures } from '../use-cases/count-erasures.ts'
import type { readStatistics } from '../use-cases/read-statistics.ts'
import type { readTerritories } from '../use-cases/read-territories.ts'
import { adviserOf, deskCallers } from './parts.ts'

const instantPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$'

export interface StatisticsRouteDeps {
  readonly agency: string
  readonly readStatistics: ReturnType<typeof readStatistics>
  readonly readTerritories: ReturnType<typeof readTerritories>
  readonly countErasures: ReturnType<typeof countErasures>
}

/** What the desk counts of itself. */
export function statisticsRoutes(deps: StatisticsRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/statistics',
      summary: 'Counts between two instants (by default the year up to now), for the agency only.',
      ...deskCallers,
      query: {
        from: { type: 'string', pattern: instantPattern },
        to: { type: 'string', pattern: instantPattern },
      },
      response: { 200: 'desk-statistics.v2' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.readStatistics(request.checkedQuery)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/statistics/territories',
      summary: 'People received in a quarter by territory; small cells are hidden.',
      description:
        'Final figures, once the next quarter is over. To be handed on: no cell of 1 to 10 ' +
        'people can be worked out from it.',
      scopes: ['cases', 'figures'],
      roles: ['adviser', 'lead', 'dpo'],
      query: { quarter: { type: 'string', pattern: '^20[0-9]{2}-Q[1-4]$', required: true } },
      response: { 200: 'territory-statistics.v1' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.readTerritories(request.checkedQuery.quarter)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/statistics/erasures',
      summary: 'Closings that erased at once, per adviser and for the desk, beside the threshold.',
      description: 'For team leaders and the agency’s data protection officer.',
      scopes: ['cases', 'figures'],
      roles: ['lead', 'dpo'],
      response: { 200: 'erasure-statistics.v1' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.countErasures()
      },
    }),
  ]
}
