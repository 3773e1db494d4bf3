import type { CaseContacts, CaseNotices } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { changeMany, type ManyAct } from './change-many.ts'
import { noticeToKeep } from './give-notice.ts'
import { contactToKeep } from './record-contact.ts'

/** The same attempt to contact, recorded on many cases: a letter sent to all of them. */
export function contactMany(deps: DeskDeps) {
  return (by: ManyAct['by'], asked: CaseContacts, idempotencyKey: string) => {
    const { move, also } = contactToKeep(deps, asked.contact)
    return changeMany(
      deps,
      { cases: asked.cases, by, idempotencyKey },
      { move, also, content: asked },
    )
  }
}

/** Many people were told of their rights in the same way. */
export function informMany(deps: DeskDeps) {
  return (by: ManyAct['by'], asked: CaseNotices, idempotencyKey: string) => {
    const { move, also } = noticeToKeep(deps, asked.notice)
    return changeMany(
      deps,
      { cases: asked.cases, by, idempotencyKey },
      { move, also, content: asked },
    )
  }
}
