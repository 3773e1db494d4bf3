import type { Language } from '@unefois/contracts'
import { chooseLanguage } from '@unefois/pages'
import { defineRoute, type Route, type RouteRequest } from '@unefois/service'
import { toPiaFile } from '../registers/dpia/pia-file.ts'
import { toRegisterCsv } from '../registers/register-csv.ts'
import { odsType, toRegisterOds } from '../registers/register-ods.ts'
import { sayRegister } from '../registers/say.ts'
import type { readAssessment } from '../use-cases/read-assessment.ts'
import type { readRegister } from '../use-cases/read-register.ts'

export interface RegisterRouteDeps {
  readonly readRegister: ReturnType<typeof readRegister>
  readonly readAssessment: ReturnType<typeof readAssessment>
}

const lang = { type: 'string', pattern: '^(fr|nl|de|en)$' } as const

/** Of a CSV: its heading is there, and what separates its cells (RFC 4180 knows only `,`). */
export const csvType = 'text/csv; charset=utf-8; header=present'

/** The registers of an officer: the hub's has all activities, an agency's its own. */
export function registersRoutes(deps: RegisterRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/register-of-processing',
      summary: 'The record of processing (GDPR art. 30): JSON, CSV or an OpenDocument sheet.',
      description:
        'The hub’s officer gets every activity, an agency’s those it answers for. `lang`, or ' +
        '`Accept-Language`. CSV: UTF-8 with its mark, `;` between cells, lines within a cell.',
      scopes: ['oversight'],
      roles: ['dpo'],
      query: { format: { type: 'string', pattern: '^(json|csv|ods)$' }, lang },
      response: { 200: 'register-of-processing.v1' },
      async handler(request, reply) {
        const { format } = request.checkedQuery
        const language = languageOf(request)
        const register = await deps.readRegister(request.caller, language)
        if (format === 'csv') return reply.type(csvType).send(toRegisterCsv(register))
        if (format !== 'ods') return register
        const title = sayRegister(language)('title')
        return reply.type(odsType).send(toRegisterOds(register, title))
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/dpia',
      summary: 'The impact assessment (GDPR art. 35), in the CNIL PIA tool’s import format.',
      description: 'Written from what is agreed and what runs; nobody has signed it.',
      scopes: ['oversight'],
      roles: ['dpo'],
      query: { lang },
      response: { 200: 'dpia.v1' },
      handler: async request =>
        toPiaFile(await deps.readAssessment(request.caller, languageOf(request))),
    }),
  ]
}

function languageOf(request: RouteRequest<unknown, { lang: typeof lang }>): Language {
  return chooseLanguage({
    query: request.checkedQuery.lang ?? '',
    cookie: undefined,
    header: request.headers['accept-language'],
  })
}
