import type { Language } from '@unefois/contracts'
import {
  errorSummary,
  type Html,
  html,
  notice,
  type Page,
  selectField,
  submit,
} from '@unefois/pages'
import { type Role, roles } from '@unefois/service'
import type { Account, Accounts } from '../accounts/account-list.ts'
import { loginWords, roleWords } from './login-words.ts'

/** The choice of a sample account, grouped by agency; `wrong` after a form without one. */
export function loginPage(options: {
  readonly accounts: Accounts
  readonly language: Language
  /** The console that asks. */
  readonly clientId: string
  readonly redirectUri: string
  readonly chosen?: string | undefined
  readonly wrong: boolean
  form(content: readonly (Html | undefined)[]): Html
}): Page {
  const { accounts, language, wrong } = options
  const say = loginWords(language)
  const error = wrong ? say('choose') : undefined
  const field = selectField({
    name: 'account',
    label: say('account'),
    language,
    required: true,
    value: options.chosen,
    error,
    groups: groupsOf(accounts, language),
  })
  return {
    title: say('title'),
    fictitious: true,
    formTargets: [options.redirectUri],
    ...(wrong ? { status: 422 } : {}),
    main: [
      error !== undefined && errorSummary([{ name: 'account', error }], language),
      html`<p>${say('goingTo', { client: options.clientId })}</p>`,
      options.form([field, submit(say('signIn'))]),
      notice(say('sampleTitle'), say('sample'), 'warn'),
    ],
  }
}

/** Where a sign-in ended that could not go on. */
export function loginRefusedPage(language: Language): Page {
  const say = loginWords(language)
  return { title: say('refused'), status: 400, main: html`<p>${say('refusedWhy')}</p>` }
}

function groupsOf(accounts: Accounts, language: Language) {
  const byAgency = Map.groupBy(accounts.values(), account => account.agency)
  return [...byAgency].map(([agency, members]) => ({
    label: agency === 'hub' ? loginWords(language)('hub') : (members[0]?.agencyName ?? agency),
    options: members.map(account => ({
      value: account.accountId,
      label: `${account.accountId} – ${labelOf(account, language)}`,
    })),
  }))
}

function labelOf(account: Account, language: Language): string {
  const held = roles.filter((role: Role) => account.roles.includes(role))
  return held.map(role => roleWords(language)(role)).join(', ')
}
