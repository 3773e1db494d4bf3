import type { Look } from './looks.ts'

const hub = 'hub-dpo'
const second = 'hub-dpo-2'

/** Searching, exchanges, files and breaches, as the hub's officers and an agency's see them. */
export function officeLooks(audit: string, agency: string): readonly Look[] {
  const page = (name: string, path: string, account = hub): Look => ({
    name,
    url: `${audit}${path}`,
    account,
  })
  /** A form sent as it stands. */
  const sent = (name: string, path: string, account = hub): Look => ({
    ...page(name, path, account),
    act: shown => shown.locator('main form button.first').first().click(),
    languages: false,
  })
  /** The page that the first link of a list leads to. */
  const first = (name: string, path: string, list: string, account = hub): Look => ({
    ...page(name, path, account),
    act: shown => shown.locator(`${list} a`).first().click(),
    languages: false,
  })
  const exchange = (name: string, account: string): Look => ({
    ...sent(name, '/search', account),
    async act(shown) {
      await shown.locator('main form button.first').click()
      await shown.locator('main a[href^="/exchanges/"]').first().click()
    },
  })
  return [
    page('search', '/search'),
    sent('search-found', '/search'),
    sent('search-found-agency', '/search', agency),
    exchange('exchange', hub),
    exchange('exchange-agency', agency),
    page('files', '/files'),
    page('files-new', '/files/new'),
    sent('files-new-wrong', '/files/new'),
    first('file', '/files', 'table:has(#files)'),
    first('file-second', '/files', 'table:has(#files)', second),
    page('breaches', '/breaches'),
    page('breaches-new', '/breaches/new'),
    sent('breaches-new-wrong', '/breaches/new'),
    first('breach', '/breaches', 'table:has(#breaches)'),
  ]
}
