import { Problem } from '@unefois/errors'
import {
  buttonLink,
  choiceField,
  errorSummary,
  fieldOf,
  html,
  instant,
  type OwnVisit,
  type Page,
  pagination,
  type Site,
  submit,
  table,
  tag,
  textField,
} from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { isReference } from '../../domain/file-reference.ts'
import { fileReasons, type ListedFile } from '../../repositories/oversight-files.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { openFile } from '../../use-cases/open-file.ts'
import { readFiles } from '../../use-cases/read-files.ts'
import { isHubOfficer } from '../navigation.ts'
import type { Fault } from '../search/search-fields.ts'
import { fileWords } from '../words/files.ts'

const forHub = { for: ['dpo'], only: isHubOfficer } as const

/** The list of files, and the form that opens one. */
export function addFilePages(site: Site, deps: AuditDeps): void {
  const files = readFiles(deps)
  const open = openFile(deps)
  site.show('/files', {
    ...forHub,
    query: { before: { type: 'string', pattern: uuidPattern } },
    async page(visit) {
      const { before } = visit.query
      return listPage(visit, { ...(await files.list(visit.person, before)), before })
    },
  })
  site.show('/files/new', { ...forHub, page: visit => openPage(visit, {}, []) })
  site.accept('/files', {
    ...forHub,
    async act(visit, form) {
      const say = fileWords(visit.language)
      const reason = fileReasons.find(each => each === fieldOf(form, 'reason'))
      const reference = fieldOf(form, 'reference') ?? ''
      const unfit = { name: 'reference', error: say('referenceUnfit') }
      if (reason === undefined) {
        const missing = { name: 'reason', error: say('reasonMissing') }
        const isFit = isReference(reference, new Date(deps.nowMs()).getUTCFullYear())
        if (isFit) return openPage(visit, { reference }, [missing])
        return openPage(visit, {}, reference === '' ? [missing, unfit] : [missing])
      }
      try {
        const { id } = await open(visit.person, { reason, reference })
        return { to: `/files/${id}` }
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'reference-unfit') throw error
        return openPage(visit, { reason }, [unfit])
      }
    },
  })
}

function listPage(
  { language }: OwnVisit,
  shown: { items: readonly ListedFile[]; next: string | undefined; before: string | undefined },
): Page {
  const say = fileWords(language)
  const { items, next, before } = shown
  return {
    title: say('title'),
    main: [
      html`<p>${say('about')}</p>`,
      html`<p class="actions">${buttonLink({ href: '/files/new', label: say('open') })}</p>`,
      table({
        id: 'files',
        caption: say('title'),
        language,
        columns: (['reference', 'reason', 'opened', 'by', 'state'] as const).map(key => ({
          label: say(key),
        })),
        rows: items.map(file => [
          html`<a href="/files/${file.id}">${file.reference}</a>`,
          say(file.reason),
          instant(file.openedAt, language),
          html`<code>${file.openedBy}</code>`,
          stateTag(file, language),
        ]),
      }),
      pagination({
        language,
        first: before === undefined ? undefined : '/files',
        next: next === undefined ? undefined : `/files?before=${next}`,
      }),
    ],
  }
}

function stateTag({ closedAt, isWaiting }: ListedFile, language: OwnVisit['language']) {
  const say = fileWords(language)
  if (closedAt !== null) return tag(say('isClosed'), 'good')
  return isWaiting ? tag(say('isWaiting'), 'warn') : tag(say('isOpen'), 'busy')
}

/** What was wrong is said; a reference that was refused is not repeated. */
function openPage(
  visit: OwnVisit,
  values: { reason?: string; reference?: string },
  faults: readonly Fault[],
): Page {
  const { language } = visit
  const say = fileWords(language)
  const errorOf = (name: string) => faults.find(fault => fault.name === name)?.error
  return {
    title: say('open'),
    ...(faults.length > 0 ? { status: 422 } : {}),
    main: [
      errorSummary(faults, language),
      html`<p>${say('about')}</p>`,
      visit.form('/files', [
        choiceField({
          kind: 'radio',
          name: 'reason',
          label: say('reason'),
          options: fileReasons.map(value => ({ value, label: say(value) })),
          values: values.reason === undefined ? [] : [values.reason],
          error: errorOf('reason'),
        }),
        textField({
          name: 'reference',
          label: say('reference'),
          hint: say('referenceHint'),
          value: values.reference,
          autocomplete: 'off',
          maxLength: 120,
          error: errorOf('reference'),
        }),
        html`<div class="actions">${submit(say('open'))}</div>`,
      ]),
    ],
  }
}
