import type { Look } from './looks.ts'
import { officeLooks } from './office-looks.ts'

const hub = 'hub-dpo'
const agency = 'carsat-sud-est-dpo'

/** The console of data protection officers: the hub's, and an agency's. */
export function consoleLooks(audit: string): readonly Look[] {
  /** The page that the first link of a list leads to. */
  const first = (name: string, path: string, list: string, account = hub): Look => ({
    name,
    url: `${audit}${path}`,
    account,
    act: page => page.locator(`${list} a`).first().click(),
    languages: false,
  })
  return [
    { name: 'today', url: `${audit}/`, account: hub },
    { name: 'today-agency', url: `${audit}/`, account: agency },
    { name: 'volumes', url: `${audit}/volumes`, account: hub },
    { name: 'volumes-agency', url: `${audit}/volumes`, account: agency },
    first('agreement', '/volumes', 'table:has(#volumes) tbody'),
    { name: 'flags', url: `${audit}/volumes/flags`, account: hub },
    first('flag', '/volumes/flags', '.entries'),
    { name: 'deletions', url: `${audit}/deletions`, account: hub },
    { name: 'certificates', url: `${audit}/deletions/certificates`, account: hub },
    { name: 'objections', url: `${audit}/objections`, account: hub },
    { name: 'log', url: `${audit}/log`, account: hub },
    ...officeLooks(audit, agency),
    { name: 'access', url: `${audit}/access`, account: 'hub-dpo' },
    { name: 'access-agency', url: `${audit}/access`, account: 'carsat-sud-est-dpo' },
    { name: 'registers', url: `${audit}/registers`, account: 'hub-dpo' },
    { name: 'registers-agency', url: `${audit}/registers`, account: 'caf-13-dpo' },
    first('registers-activity', '/registers', 'main table'),
    ...['context', 'principles', 'measures', 'risks', 'open'].map(part => ({
      name: `dpia-${part}`,
      url: `${audit}/registers/dpia?part=${part}`,
      account: 'hub-dpo',
    })),
  ]
}
