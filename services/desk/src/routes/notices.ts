import type { Language, NoticeList, NoticeText } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { AskedNotice } from '../use-cases/write-notice.ts'
import { adviserOf, deskCallers, uuidPattern } from './parts.ts'

export interface NoticeRouteDeps {
  readonly agency: string
  readonly listNotices: () => NoticeList
  readonly writeNotice: (asked: AskedNotice) => Promise<NoticeText>
}

/** What a person is told at the first communication (CRPA L.114-8 II). */
export function noticeRoutes(deps: NoticeRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/notices',
      summary: 'The notices this desk has, every version; the current one is the one to give.',
      ...deskCallers,
      response: { 200: 'notice-list.v1' },
      handler(request) {
        adviserOf(deps.agency, request.caller)
        return deps.listNotices()
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/notices/:template',
      summary: 'A notice written out for a case, in Markdown. It carries no identifier.',
      description:
        'Which version was given is recorded with `notice` or `contacts`. `sent-on` is of a case ' +
        'declined and sent on: it names the agency to which it went, and its writing is traced.',
      ...deskCallers,
      params: { template: '^[a-z][a-z-]{0,50}-[0-9]{1,4}$' },
      query: {
        case: { type: 'string', pattern: uuidPattern, required: true },
        language: { type: 'string', pattern: '^(fr|nl|de|en)$', required: true },
      },
      response: { 200: 'notice-text.v1' },
      handler(request) {
        const by = adviserOf(deps.agency, request.caller)
        const { case: caseId, language } = request.checkedQuery
        const template = request.params.template ?? ''
        return deps.writeNotice({ template, language: language as Language, caseId, by })
      },
    }),
  ]
}
