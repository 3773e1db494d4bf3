import {
  type Content,
  type Html,
  html,
  instant,
  type OwnVisit,
  submit,
  table,
  tag,
} from '@unefois/pages'
import { type Directory, nameOf } from '../../domain/directory.ts'
import type { PartSeen } from '../../use-cases/read-parts.ts'
import { accessWords } from '../words/access.ts'

const tones = { asked: 'busy', overdue: 'bad', answered: 'good' } as const

/** What agencies are asked for: all of it, or one's own with its signals and a way to answer. */
export function partsTable(
  visit: OwnVisit,
  shown: { items: readonly PartSeen[]; directory: Directory; isHub: boolean },
): Html {
  const { language } = visit
  const { directory, isHub, items } = shown
  const say = accessWords(language)
  const labels = ['agency', 'askedAt', 'dueAt', 'state'] as const
  const columns = [...labels, ...(isHub ? [] : (['signals'] as const))]
  const rows = items.map(({ part, unseen }) => [
    nameOf(directory, part.agency),
    instant(part.askedAt, language),
    instant(part.dueAt, language),
    tag(say(part.state), tones[part.state]),
    ...(isHub ? [] : [signalsOf(visit, part, unseen)]),
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

/**
 * The signals as links to their stories, and the button that says that the person has the part: not
 * where some of it stand on no page.
 */
function signalsOf(
  visit: OwnVisit,
  { id, signalIds, state }: PartSeen['part'],
  unseen: number,
): Content {
  if (state === 'answered') return undefined
  const say = accessWords(visit.language)
  const hidden = html`<input type="hidden" name="part" value="${id}">`
  const form = visit.form('/access/given', [hidden, submit(say('given'), 'second')])
  if (signalIds === undefined) return html`<p>${say('emptied')}</p>${form}`
  const links = signalIds.map(each => html`<li><a href="${`/exchanges/${each}`}">${each}</a></li>`)
  if (unseen > 0) return html`<ul>${links}</ul><p>${say('unseen', { count: unseen, id })}</p>`
  return html`<ul>${links}</ul>${form}`
}
