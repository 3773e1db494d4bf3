import {
  createVisitor,
  freePort,
  type Sight,
  signInAs,
  testIdentity,
  type VisitOptions,
  type Visitor,
} from '@unefois/testing'
import type { Test } from 'tap'
import { openAudit } from './open-audit.ts'

/** Somebody signed in at the console with a sample account. */
export interface Officer {
  get(path: string): Promise<Sight>
  /** Opens a page and sends its form with this action. */
  send(
    page: string,
    action: string,
    fields: Readonly<Record<string, string>>,
    options?: VisitOptions,
  ): Promise<Sight>
  /** Sends the form of a page that was opened before, as it was shown then. */
  submit: Visitor['submit']
}

/** The audit service with its console on a real port, and the real issuer to sign in at. */
export async function openConsole(t: Test) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const identity = await testIdentity(t, { clientId: 'hub-audit', origin })
  const opened = await openAudit(t, { publicUrl: origin, ...identity, fictitious: true })
  await opened.app.listen({ port, host: '127.0.0.1' })
  async function as(account: string): Promise<Officer> {
    const browser = createVisitor()
    const sight = await signInAs(browser, `${origin}/`, account)
    if (sight.status !== 200) throw new Error(`${account} was answered ${sight.status}`)
    return {
      get: path => browser.get(`${origin}${path}`),
      async send(page, action, fields, options = {}) {
        const shown = await browser.get(`${origin}${page}`)
        return browser.submit(shown, fields, { ...options, action })
      },
      submit: browser.submit,
    }
  }
  return { ...opened, origin, as }
}
