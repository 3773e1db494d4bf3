import type { AccessPart } from '@unefois/contracts'
import {
  type Content,
  type Html,
  html,
  instant,
  number,
  type OwnVisit,
  submit,
  table,
  tag,
} from '@unefois/pages'
import { type Directory, nameOf } from '../../domain/directory.ts'
import { limits } from '../../limits.ts'
import { accessWords } from '../words/access.ts'

const tones = { asked: 'busy', overdue: 'bad', answered: 'good' } as const

/** What agencies are asked for: all of it, or one's own with its signals and a way to answer. */
export function partsTable(
  visit: OwnVisit,
  shown: { items: readonly AccessPart[]; directory: Directory; isHub: boolean },
): Html {
  const { language } = visit
  const { directory, isHub, items } = shown
  const say = accessWords(language)
  const labels = ['agency', 'askedAt', 'dueAt', 'state'] as const
  const columns = [...labels, ...(isHub ? [] : (['signals'] as const))]
  const rows = items.map(part => [
    nameOf(directory, part.agency),
    instant(part.askedAt, language),
    instant(part.dueAt, language),
    tag(say(part.state), tones[part.state]),
    ...(isHub ? [] : [signalsOf(visit, part)]),
  ])
  const list = table({
    id: 'parts',
    caption: say('parts'),
    columns: columns.map(label => ({ label: say(label) })),
    rows,
    empty: say('noParts'),
    language,
  })
  return html`${!isHub && html`<p>${say('own')}</p>`}${list}`
}

/** The signals as links to their stories, and the button that says that the person has the part. */
function signalsOf(visit: OwnVisit, { id, signalIds, state }: AccessPart): Content {
  if (state === 'answered' || signalIds === undefined) return undefined
  const say = accessWords(visit.language)
  const shown = signalIds.slice(0, limits.partSignalsPerPage)
  const links = shown.map(each => html`<li><a href="${`/exchanges/${each}`}">${each}</a></li>`)
  const more = signalIds.length - shown.length
  const hidden = html`<input type="hidden" name="part" value="${id}">`
  const form = visit.form('/access/given', [hidden, submit(say('given'), 'second')])
  const rest = more > 0 && html`<li>+ ${number(more, visit.language)}</li>`
  return html`<ul>${links}${rest}</ul>${form}`
}
