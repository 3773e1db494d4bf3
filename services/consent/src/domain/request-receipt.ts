import type { RequestReceipt } from '@unefois/contracts'
import type { SetAsideFlow } from '../directory.ts'
import { dayOf } from './calendar-day.ts'
import { authorities, toSetAside } from './receipt.ts'
import { requestTexts } from './request-texts.ts'

/** What the receipt of every request is made of. */
export interface RequestOf {
  readonly id: string
  readonly at: Date
  readonly by: RequestReceipt['by']
  readonly authority: string | null
  readonly agency: string
  readonly agent: string | null
  readonly language: RequestReceipt['language']
}

/** What one kind of request adds. */
export type RequestKind =
  | {
      readonly kind: 'erasure'
      readonly scope: NonNullable<RequestReceipt['scope']>
      readonly setAside: readonly SetAsideFlow[]
    }
  | {
      readonly kind: 'restriction'
      readonly ground: NonNullable<RequestReceipt['ground']>
      readonly endsAt: Date
    }
  | { readonly kind: 'access'; readonly answerBy: Date }

const sources = {
  erasure: ['GDPR art. 17', 'GDPR art. 19', 'CRPA L.114-8 II'],
  restriction: ['GDPR art. 18', 'GDPR art. 19'],
  access: ['GDPR art. 15', 'GDPR art. 12(3)', 'CRPA R.114-9-7'],
} as const

/** The receipt: the same for everybody who asks the same, whatever there was. */
export function toRequestReceipt(request: RequestOf, what: RequestKind): RequestReceipt {
  const authority = authorities.find(known => known === request.authority)
  return {
    id: request.id,
    kind: what.kind,
    requestedAt: request.at.toISOString(),
    by: request.by,
    ...(authority === undefined ? {} : { authority }),
    agency: request.agency,
    ...(request.agent === null ? {} : { agent: request.agent }),
    ...ownParts(what),
    language: request.language,
    texts: requestTexts(what.kind, dayIn(what)),
    sources: [...sources[what.kind]],
  }
}

function ownParts(what: RequestKind): Partial<RequestReceipt> {
  switch (what.kind) {
    case 'erasure':
      return { scope: what.scope, setAside: toSetAside(what.setAside) }
    case 'restriction':
      return { ground: what.ground, endsAt: what.endsAt.toISOString() }
    case 'access':
      return { answerBy: what.answerBy.toISOString() }
  }
}

function dayIn(what: RequestKind): string {
  switch (what.kind) {
    case 'erasure':
      return ''
    case 'restriction':
      return dayOf(what.endsAt)
    case 'access':
      return dayOf(what.answerBy)
  }
}
