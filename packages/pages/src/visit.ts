import type { Language } from '@unefois/contracts'
import type { QueryShape, QueryValues, Role } from '@unefois/service'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Content, Html } from './html.ts'
import type { Page } from './layout.ts'
import type { Person } from './sign-in/sessions.ts'

/** One request for a page, by whom and in which language. */
export interface Visit<Query extends QueryShape = QueryShape> {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly language: Language
  /** Who is signed in, if anybody. */
  readonly person: Person | undefined
  readonly query: QueryValues<Query>
  /** A path parameter; '' when the address has none of this name. */
  param(name: string): string
  /** A form that only this visitor's browser can send. `action` is a path of this service. */
  form(action: string, content: Content): Html
}

/** A visit of somebody signed in. */
export interface OwnVisit<Query extends QueryShape = QueryShape> extends Visit<Query> {
  readonly person: Person
}

/** Who may see a page: everybody, or people of one of these roles. */
export type Audience = 'everybody' | readonly Role[]

/** A file to keep instead of a page. */
export interface Download {
  /** Letters, digits, `-`, `.`: what the browser proposes to call it. Nobody's number. */
  readonly name: string
  readonly type: string
  readonly content: Buffer | string
}

/** After a form: where to go on, so that loading again sends nothing twice. */
export interface Redirect {
  readonly to: string
  /** What was done, said once on the page at `to`, which then has the focus there. */
  readonly done?: string
}

type VisitOf<A extends Audience, Query extends QueryShape> = A extends 'everybody'
  ? Visit<Query>
  : OwnVisit<Query>

/** A page to read (GET). */
export interface ShowOptions<A extends Audience, Query extends QueryShape> {
  readonly for: A
  /** Further condition on who it is, beyond their role: the hub's own DPO, for one. */
  readonly only?: (person: Person) => boolean
  /** Path parameter → pattern, for each: no number of a person fits it. What does not is 404. */
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Query
  /** How long making the answer may take; absent: as every route of the service. */
  readonly handlerTimeoutMs?: number
  page(visit: VisitOf<A, Query>): Page | Download | Promise<Page | Download>
}

/** A form sent (POST): answers the page again with what is wrong, or where to go on. */
export interface AcceptOptions<A extends Audience> {
  readonly for: A
  readonly only?: (person: Person) => boolean
  readonly params?: Readonly<Record<string, string>>
  /** How long making the answer may take; absent: as every route of the service. */
  readonly handlerTimeoutMs?: number
  act(
    visit: VisitOf<A, QueryShape>,
    form: URLSearchParams,
  ): Page | Redirect | Download | Promise<Page | Redirect | Download>
}
