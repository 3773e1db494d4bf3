import { Problem } from '@unefois/errors'
import {
  buttonLink,
  fieldOf,
  html,
  instant,
  number,
  type OwnVisit,
  type Page,
  pagination,
  type Site,
  table,
} from '@unefois/pages'
import { problems } from '@unefois/service'
import type { AuditDeps } from '../../deps.ts'
import { isDay } from '../../domain/days.ts'
import { isReference } from '../../domain/file-reference.ts'
import { isTime } from '../../domain/paris-time.ts'
import { limits } from '../../limits.ts'
import type { StoredBreach } from '../../repositories/breaches.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { openBreach } from '../../use-cases/open-breach.ts'
import { readBreaches } from '../../use-cases/read-breaches.ts'
import { isHubOfficer } from '../navigation.ts'
import type { Fault } from '../search/search-fields.ts'
import { breachFaultWords } from '../words/breach-faults.ts'
import { breachWords } from '../words/breaches.ts'
import { oneBreachWords } from '../words/one-breach.ts'
import { clockTag } from './breach-clock.ts'
import { breachFormPage, onceField, readBreachForm } from './breach-form.ts'

const uuidForm = new RegExp(uuidPattern, 'u')
export const forHub = { for: ['dpo'], only: isHubOfficer } as const

/** The list of breaches, and the form that records one. */
export function addBreachPages(site: Site, deps: AuditDeps): void {
  const breaches = readBreaches(deps)
  const open = openBreach(deps)
  site.show('/breaches', {
    ...forHub,
    query: { before: { type: 'string', pattern: uuidPattern } },
    async page(visit) {
      const { before } = visit.query
      const found = await breaches.list(visit.person, before)
      return listPage(visit, { ...found, before, now: new Date(deps.nowMs()) })
    },
  })
  site.show('/breaches/new', {
    ...forHub,
    page: visit =>
      breachFormPage(visit, deps.directory(), { values: {}, faults: [], once: newOnce(deps) }),
  })
  site.accept('/breaches', {
    ...forHub,
    handlerTimeoutMs: limits.measureMsMax,
    async act(visit, form) {
      const idempotencyKey = fieldOf(form, onceField) ?? ''
      if (!uuidForm.test(idempotencyKey)) throw problems['bad-request']()
      const read = readBreachForm(form, visit.language, deps.directory())
      if ('faults' in read) return again(deps, visit, form, read.faults)
      try {
        const { id } = await open({ caller: visit.person, idempotencyKey, body: read.body })
        return { to: `/breaches/${id}` }
      } catch (error) {
        return again(deps, visit, form, [faultOf(error, visit)])
      }
    },
  })
}

function again(
  deps: AuditDeps,
  visit: OwnVisit,
  form: URLSearchParams,
  faults: readonly Fault[],
): Page {
  // What may hold a number that was typed by mistake is not shown again.
  const isRight = (name: string) => () => !faults.some(fault => fault.name === name)
  const shown: Readonly<Record<string, (text: string) => boolean>> = {
    reference: text => isReference(text, new Date(deps.nowMs()).getUTCFullYear()),
    'known-day': isDay,
    'known-time': isTime,
    agency: isRight('agency'),
    agent: isRight('agent'),
    key: isRight('key'),
    agreement: isRight('agreement'),
    from: isDay,
    until: isDay,
  }
  const values = Object.entries(shown).flatMap(([name, isFit]) => {
    const text = fieldOf(form, name)
    return text !== undefined && isFit(text) ? [[name, text] as const] : []
  })
  const natures = form.getAll('natures').join(' ')
  return breachFormPage(visit, deps.directory(), {
    values: { ...Object.fromEntries(values), natures },
    faults,
    once: newOnce(deps),
  })
}

const newOnce = ({ newId, nowMs }: AuditDeps): string => newId(nowMs())

function faultOf(error: unknown, { language }: OwnVisit): Fault {
  const say = breachFaultWords(language)
  if (error instanceof Problem) {
    if (error.code === 'reference-unfit') return { name: 'reference', error: say('reference') }
    if (error.code === 'breach-scope-unknown') return { name: 'key', error: say('key') }
    if (error.code === 'breach-time-unfit') {
      const isKnown = error.pointers.some(({ pointer }) => pointer === '/knownAt')
      return isKnown
        ? { name: 'known-day', error: say('known') }
        : { name: 'from', error: say('time') }
    }
  }
  throw error
}

function listPage(
  { language }: OwnVisit,
  shown: {
    readonly items: readonly StoredBreach[]
    readonly next: string | undefined
    readonly before: string | undefined
    readonly now: Date
  },
): Page {
  const say = breachWords(language)
  const { items, next, before, now } = shown
  return {
    title: say('title'),
    main: [
      html`<p>${say('about')}</p>`,
      html`<p class="actions">${buttonLink({ href: '/breaches/new', label: say('open') })}</p>`,
      table({
        id: 'breaches',
        caption: say('title'),
        language,
        columns: [
          { label: say('reference') },
          { label: say('natures') },
          { label: say('knownDay') },
          { label: say('clock') },
          { label: oneBreachWords(language)('affected'), number: true },
        ],
        rows: items.map(breach => [
          html`<a href="/breaches/${breach.id}">${breach.reference}</a>`,
          breach.natures.map(each => say(each)).join(', '),
          instant(breach.knownAt, language),
          clockTag(breach, now, language),
          number(breach.signals ?? 0, language),
        ]),
      }),
      pagination({
        language,
        first: before === undefined ? undefined : '/breaches',
        next: next === undefined ? undefined : `/breaches?before=${next}`,
      }),
    ],
  }
}
