import { Problem } from '@unefois/errors'
import { fieldOf, type OwnVisit, type Page, type Site } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { instantOf } from '../../domain/paris-time.ts'
import { breachEnd } from '../../domain/record-end.ts'
import { limits } from '../../limits.ts'
import { uuidPattern } from '../../routes/check-officer.ts'
import { closeBreach } from '../../use-cases/close-breach.ts'
import { listAffectedSignals, measureBreach } from '../../use-cases/measure-breach.ts'
import { notifyBreach } from '../../use-cases/notify-breach.ts'
import { readBreaches } from '../../use-cases/read-breaches.ts'
import type { Fault } from '../search/search-fields.ts'
import { breachFaultWords } from '../words/breach-faults.ts'
import { doneWords } from '../words/done.ts'
import { authorities, breachPage, lateReasons } from './breach-page.ts'
import { forHub } from './breach-pages.ts'
import { splitPage } from './breach-parts.ts'

const params = { id: uuidPattern }

/** One breach: the count of what it touches, the list of it, the notice, the end. */
export function addOneBreachPages(site: Site, deps: AuditDeps): void {
  const breaches = readBreaches(deps)
  const [measure, notify, close] = [measureBreach(deps), notifyBreach(deps), closeBreach(deps)]
  const affected = listAffectedSignals(deps)
  const show = async (visit: OwnVisit, faults: readonly Fault[] = []): Promise<Page> => {
    const breach = await breaches.one(visit.person, visit.param('id'))
    const now = new Date(deps.nowMs())
    const endsAt = breachEnd(deps.agencies(), breach)
    return breachPage(visit, breach, { directory: deps.directory(), now, endsAt, faults })
  }
  site.show('/breaches/:id', { ...forHub, params, page: visit => show(visit) })
  site.show('/breaches/:id/signals', {
    ...forHub,
    params,
    query: {
      after: { type: 'string', pattern: uuidPattern },
      until: { type: 'string', pattern: uuidPattern },
    },
    handlerTimeoutMs: limits.measureMsMax,
    async page(visit) {
      const { after, until } = visit.query
      const found = await affected(visit.person, visit.param('id'), { after, until })
      if ('splitAt' in found) return splitPage(visit, { after, until }, found.splitAt)
      const content = `${['signal', ...found.ids].join('\r\n')}\r\n`
      return { name: 'signals.csv', type: 'text/csv; charset=utf-8', content }
    },
  })
  site.accept('/breaches/:id/measures', {
    ...forHub,
    params,
    handlerTimeoutMs: limits.measureMsMax,
    async act(visit) {
      await measure(visit.person, visit.param('id'))
      return back(visit, 'counted')
    },
  })
  site.accept('/breaches/:id/notice', {
    ...forHub,
    params,
    async act(visit, form) {
      const say = breachFaultWords(visit.language)
      const at = instantOf(
        fieldOf(form, 'notified-day') ?? '',
        fieldOf(form, 'notified-time') ?? '',
      )
      const authority = authorities.find(each => each === fieldOf(form, 'authority'))
      const lateReason = lateReasons.find(each => each === fieldOf(form, 'late'))
      const faults: Fault[] = []
      if (authority === undefined) faults.push({ name: 'authority', error: say('authority') })
      if (at === undefined) faults.push({ name: 'notified-day', error: say('notified') })
      if (authority === undefined || at === undefined) return show(visit, faults)
      try {
        await notify(visit.person, visit.param('id'), { at, authority, lateReason })
      } catch (error) {
        return show(visit, [faultOf(error, visit)])
      }
      return back(visit, 'notified')
    },
  })
  site.accept('/breaches/:id/closing', {
    ...forHub,
    params,
    async act(visit) {
      await close(visit.person, visit.param('id'))
      return back(visit, 'breachClosed')
    },
  })
}

function back({ language, param }: OwnVisit, done: 'counted' | 'notified' | 'breachClosed') {
  return { to: `/breaches/${param('id')}`, done: doneWords(language)(done) }
}

function faultOf(error: unknown, { language }: OwnVisit): Fault {
  const say = breachFaultWords(language)
  if (error instanceof Problem) {
    if (error.code === 'breach-time-unfit') return { name: 'notified-day', error: say('notified') }
    if (error.code === 'late-without-reason') return { name: 'late', error: say('late') }
  }
  throw error
}
