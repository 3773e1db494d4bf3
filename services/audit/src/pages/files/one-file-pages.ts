import { Problem } from '@unefois/errors'
import { fieldOf, type OwnVisit, type Page, type Site } from '@unefois/pages'
import { problems } from '@unefois/service'
import type { AuditDeps } from '../../deps.ts'
import { recordEnd } from '../../domain/record-end.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { askPersonSearch } from '../../use-cases/ask-person-search.ts'
import { closeFile } from '../../use-cases/close-file.ts'
import { decidePersonSearch } from '../../use-cases/decide-person-search.ts'
import { readFiles } from '../../use-cases/read-files.ts'
import { searchPerson } from '../../use-cases/search-person.ts'
import { isHubOfficer } from '../navigation.ts'
import { doneWords } from '../words/done.ts'
import { personSearchWords } from '../words/person-search.ts'
import { filePage, lastAct } from './file-page.ts'
import { foundPage, olderPage } from './found-page.ts'
import { type Asked, type NumberForm, schemeName, subjectOf } from './number-fields.ts'

const forHub = { for: ['dpo'], only: isHubOfficer } as const
const params = { id: uuidPattern }
const uuidForm = new RegExp(uuidPattern, 'u')
const searchParams = { ...params, search: uuidPattern }

/** One file: its searches, the second person's word, what was found, its end. */
export function addOneFilePages(site: Site, deps: AuditDeps): void {
  const files = readFiles(deps)
  const ask = askPersonSearch(deps)
  const decide = decidePersonSearch(deps)
  const search = searchPerson(deps)
  const close = closeFile(deps)
  const show = async (visit: OwnVisit, asked?: Asked): Promise<Page> => {
    const file = await files.one(visit.person, visit.param('id'))
    const record = { kind: 'file', closedAt: file.closedAt, lastActAt: lastAct(file) } as const
    const endsAt = recordEnd(deps.agencies(), record)
    return filePage(visit, file, { now: new Date(deps.nowMs()), asked, endsAt })
  }
  site.show('/files/:id', { ...forHub, params, page: visit => show(visit) })
  site.accept('/files/:id/searches', {
    ...forHub,
    params,
    async act(visit, form) {
      const fileId = visit.param('id')
      try {
        await ask(visit.person, { fileId, subject: subjectOf(form, 'ask') })
      } catch (error) {
        return show(visit, faultOf(error, { which: 'ask', form }, visit))
      }
      return { to: `/files/${fileId}`, done: doneWords(visit.language)('asked') }
    },
  })
  for (const [path, verdict] of [
    ['approval', 'approved'],
    ['refusal', 'refused'],
  ] as const) {
    site.accept(`/files/:id/searches/:search/${path}`, {
      ...forHub,
      params: searchParams,
      async act(visit) {
        const fileId = visit.param('id')
        await decide(visit.person, { fileId, id: visit.param('search'), verdict })
        return { to: `/files/${fileId}`, done: doneWords(visit.language)(verdict) }
      },
    })
  }
  site.accept('/files/:id/results', {
    ...forHub,
    params,
    async act(visit, form) {
      const fileId = visit.param('id')
      const before = fieldOf(form, 'before')
      if (before !== undefined && !uuidForm.test(before)) throw problems['bad-request']()
      const looks = fieldOf(form, 'looks') !== undefined
      const which = before === undefined ? 'search' : 'older'
      try {
        const subject = subjectOf(form, which)
        const found = await search(visit.person, { fileId, subject, before, looks })
        return foundPage(visit, found, { directory: deps.directory(), fileId, looks })
      } catch (error) {
        const asked = faultOf(error, { which, form }, visit)
        if (before === undefined) return show(visit, asked)
        return olderPage(visit, { fileId, asked, more: { before, looks } })
      }
    },
  })
  site.accept('/files/:id/closing', {
    ...forHub,
    params,
    async act(visit) {
      await close(visit.person, visit.param('id'))
      const done = doneWords(visit.language)('fileClosed')
      return { to: `/files/${visit.param('id')}`, done }
    },
  })
}

/** What can be put right is said beside its form; the number is never repeated. */
function faultOf(
  error: unknown,
  { which, form }: { which: NumberForm; form: URLSearchParams },
  { language }: OwnVisit,
): Asked {
  const say = personSearchWords(language)
  const asked = { form: which, scheme: fieldOf(form, schemeName(which)) }
  if (error instanceof Problem) {
    if (error.code === 'number-invalid') return { ...asked, error: say('valueInvalid') }
    if (error.code === 'searches-too-many') return { ...asked, error: say('tooMany') }
    if (error.code === 'search-not-approved') return { ...asked, error: say('notApproved') }
  }
  throw error
}
