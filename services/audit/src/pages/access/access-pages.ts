import { fieldOf, type OwnVisit, type Page, pagination, type Site } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { answerAccess } from '../../use-cases/answer-access.ts'
import { closePart } from '../../use-cases/close-part.ts'
import { readPartsPage } from '../../use-cases/read-parts.ts'
import { isHubOfficer } from '../navigation.ts'
import { fromQuery } from '../page-of-rows.ts'
import { accessWords } from '../words/access.ts'
import { doneWords } from '../words/done.ts'
import { answerForm, readAnswerForm, refusalOf, type WrongAnswer } from './answer-form.ts'
import { partsTable } from './parts-table.ts'

const noWrong: WrongAnswer = { faults: [] }
const uuidForm = new RegExp(uuidPattern, 'u')

/** Persons are answered by the hub's officer; an agency's officer sees what it is asked for. */
export function addAccessPages(site: Site, deps: AuditDeps): void {
  const answer = answerAccess(deps)
  const parts = readPartsPage(deps)
  const close = closePart(deps)
  async function show(visit: OwnVisit, from: number, wrong = noWrong): Promise<Page> {
    const { language, person } = visit
    const isHub = isHubOfficer(person)
    const { items, next } = await parts({ ...person, isHub }, from)
    return {
      title: accessWords(language)('title'),
      ...(wrong.faults.length > 0 ? { status: 422 } : {}),
      main: [
        isHub && answerForm(visit, wrong),
        partsTable(visit, { items, directory: deps.directory(), isHub }),
        pagination({
          language,
          first: from === 0 ? undefined : '/access',
          next: next === undefined ? undefined : `/access?from=${next}`,
        }),
      ],
    }
  }
  site.show('/access', {
    for: ['dpo'],
    query: fromQuery,
    page: visit => show(visit, visit.query.from),
  })
  site.accept('/access', {
    for: ['dpo'],
    only: isHubOfficer,
    async act(visit, form) {
      const read = readAnswerForm(form, { language: visit.language, nowMs: deps.nowMs() })
      if (!read.ok) return show(visit, 0, { form, faults: read.faults })
      const { identifier, part, request } = read
      try {
        const made = await answer({ caller: visit.person, identifier, part, request })
        return { name: made.name, type: 'application/zip', content: made.zip }
      } catch (error) {
        return show(visit, 0, { form, faults: [refusalOf(error, visit.language)] })
      }
    },
  })
  site.accept('/access/given', {
    for: ['dpo'],
    async act({ person, language }, form) {
      const id = fieldOf(form, 'part') ?? ''
      if (!uuidForm.test(id)) return { to: '/access' }
      await close({ caller: person, id })
      return { to: '/access', done: doneWords(language)('given') }
    },
  })
}
