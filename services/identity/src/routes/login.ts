import { fieldOf, type Site, type Visit } from '@unefois/pages'
import type { Provider } from 'oidc-provider'
import type { Accounts } from '../accounts/account-list.ts'
import { loginPath, loginRefusedPath, uidPattern } from '../issuer/people.ts'
import { loginPage, loginRefusedPage } from '../views/login-page.ts'

/** Where a person signs in with a sample account: the page, its form, and where it cannot go on. */
export function addLoginPages(site: Site, provider: Provider, accounts: Accounts): void {
  const url = loginPath(':uid')
  const params = { uid: uidPattern }
  /** The sign-in of this browser: its cookie names it as the address does, or there is none. */
  const detailsOf = ({ request, reply }: Visit) =>
    provider.interactionDetails(request.raw, reply.raw)
  const pageFor = async (visit: Visit, chosen: string | undefined, wrong: boolean) => {
    const details = await detailsOf(visit)
    return loginPage({
      accounts,
      language: visit.language,
      clientId: String(details.params.client_id),
      redirectUri: String(details.params.redirect_uri),
      chosen,
      wrong,
      form: content => visit.form(loginPath(details.uid), content),
    })
  }
  site.show(url, { for: 'everybody', params, page: visit => pageFor(visit, undefined, false) })
  site.accept(url, {
    for: 'everybody',
    params,
    async act(visit, form) {
      const chosen = fieldOf(form, 'account')
      const account = chosen === undefined ? undefined : accounts.get(chosen)
      if (account === undefined) return pageFor(visit, undefined, true)
      const { request, reply } = visit
      const { session } = await detailsOf(visit)
      const login = { accountId: account.accountId, remember: false }
      const to = await provider.interactionResult(request.raw, reply.raw, { login })
      await forgetWhoWasHere(provider, session?.uid)
      return { to }
    },
  })
  site.show(loginRefusedPath, {
    for: 'everybody',
    page: ({ language }) => loginRefusedPage(language),
  })
}

/**
 * Whoever signed in with this browser before is no longer there: signing in asks each time anew,
 * and the library would end the former session by a page with a script and an address that is not
 * served here.
 */
async function forgetWhoWasHere(provider: Provider, uid: string | undefined): Promise<void> {
  const session = uid === undefined ? undefined : await provider.Session.findByUid(uid)
  if (session?.accountId === undefined) return
  delete session.accountId
  session.authorizations = {}
  await session.persist()
}
