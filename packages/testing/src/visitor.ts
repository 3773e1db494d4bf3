/** What a visitor sees in the end, and the addresses that led there. */
export interface Sight {
  readonly status: number
  readonly url: URL
  readonly body: string
  /** The same, of an answer that is no text. */
  readonly bytes: Buffer
  readonly headers: Headers
  readonly trail: readonly string[]
}

/** A person's browser as far as a page without script needs one: cookies, redirects, forms. */
export interface Visitor {
  get(url: string | URL, options?: VisitOptions): Promise<Sight>
  /** Sends the form on a page, with its hidden fields, as a browser would. */
  submit(
    sight: Sight,
    fields: Readonly<Record<string, string>>,
    options?: VisitOptions,
  ): Promise<Sight>
  /** Cookies by name, for a test that steals or spoils them. */
  readonly cookies: Map<string, string>
}

export interface VisitOptions {
  /** Stops at the first redirect that leads to an address with this beginning. */
  readonly stopBefore?: string
  /** Sends the form with this action; absent: the first of the page. */
  readonly action?: string
  /** Changes an address before it is followed, as an attacker in between might. */
  readonly change?: (url: URL) => void
}

const redirectsMax = 12

/** Cookies know hosts and no ports; their paths do not matter to a visit of loopback services. */
export function createVisitor(): Visitor {
  const cookies = new Map<string, string>()
  const visit = async (
    first: URL,
    init: RequestInit,
    { stopBefore, change }: VisitOptions,
  ): Promise<Sight> => {
    const trail: string[] = []
    let [url, next] = [first, init]
    for (let count = 0; count < redirectsMax; count += 1) {
      trail.push(url.href)
      const cookie = [...cookies].map(pair => pair.join('=')).join('; ')
      const headers = { ...next.headers, cookie, accept: 'text/html' }
      const answer = await fetch(url, { ...next, headers, redirect: 'manual' })
      keep(cookies, answer.headers.getSetCookie())
      const bytes = Buffer.from(await answer.arrayBuffer())
      const body = bytes.toString('utf8')
      const location = answer.headers.get('location')
      const seen = { status: answer.status, url, body, bytes, headers: answer.headers, trail }
      if (location === null) return seen
      url = new URL(location, url)
      change?.(url)
      if (stopBefore !== undefined && url.href.startsWith(stopBefore)) return { ...seen, url }
      next = {}
    }
    throw new Error('redirected for ever')
  }
  return {
    cookies,
    get: (url, options = {}) => visit(new URL(url), {}, options),
    submit(sight, fields, options = {}) {
      const forms = [...sight.body.matchAll(/<form method="post" action="([^"]+)".*?<\/form>/gsu)]
      const form = forms.find(([, to]) => options.action === undefined || to === options.action)
      const [text, action] = form ?? []
      if (text === undefined || action === undefined) {
        throw new Error(`no form ${options.action ?? ''} at ${sight.url.pathname}`)
      }
      const hidden = [...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/gu)]
      const body = new URLSearchParams(fields)
      for (const [, name = '', value = ''] of hidden) body.append(name, value)
      const headers = { 'sec-fetch-site': 'same-origin' }
      return visit(new URL(action, sight.url), { method: 'POST', body, headers }, options)
    },
  }
}

function keep(cookies: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [pair = '', ...attributes] = line.split(';').map(part => part.trim())
    const [name = '', value = ''] = pair.split('=')
    const gone =
      value === '' || attributes.some(each => /^(?:max-age=0|expires=.* 1970 .*)$/iu.test(each))
    if (gone) cookies.delete(name)
    else cookies.set(name, value)
  }
}

/** Goes to a console's page and signs in with a sample account where it asks. */
export async function signInAs(
  visitor: Visitor,
  page: string,
  account: string,
  options: VisitOptions = {},
): Promise<Sight> {
  const login = await visitor.get(page, options)
  return visitor.submit(login, { account }, options)
}
