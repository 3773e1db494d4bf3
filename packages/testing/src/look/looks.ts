import type { HubUrls } from '@unefois/local'
import type { Page } from 'playwright-core'

/** One page to look at. */
export interface Look {
  /** Names its pictures. */
  readonly name: string
  readonly url: string
  /** The sample account to sign in with. */
  readonly account?: string
  /** What to do once it is open, before it is looked at. */
  readonly act?: (page: Page) => Promise<unknown>
  /** false: its address cannot be asked for in another language. */
  readonly languages?: false
}

/** Every page that people see, of a hub and of the specimen of all parts. */
export function looksOf(urls: HubUrls, specimen: string): readonly Look[] {
  return [
    { name: 'parts', url: `${specimen}/`, account: 'hub-dpo' },
    { name: 'form', url: `${specimen}/form`, account: 'caf-13-dpo' },
    {
      name: 'form-wrong',
      url: `${specimen}/form`,
      account: 'caf-13-dpo',
      act: page => page.locator('main button.first').click(),
      languages: false,
    },
    { name: 'sign-in', url: `${specimen}/`, languages: false },
    { name: 'signed-out', url: `${specimen}/signed-out` },
    { name: 'exchanges', url: `${urls.registry}/v1/public/exchanges?format=html` },
    { name: 'access', url: `${urls.audit}/access`, account: 'hub-dpo' },
    { name: 'access-agency', url: `${urls.audit}/access`, account: 'carsat-sud-est-dpo' },
    { name: 'registers', url: `${urls.audit}/registers`, account: 'hub-dpo' },
    { name: 'registers-agency', url: `${urls.audit}/registers`, account: 'caf-13-dpo' },
    {
      name: 'registers-activity',
      url: `${urls.audit}/registers`,
      account: 'hub-dpo',
      act: page => page.locator('main table a').first().click(),
      languages: false,
    },
    ...['context', 'principles', 'measures', 'risks', 'open'].map(part => ({
      name: `dpia-${part}`,
      url: `${urls.audit}/registers/dpia?part=${part}`,
      account: 'hub-dpo',
    })),
    { name: 'docs', url: `${urls.gateway}/docs` },
    { name: 'problem', url: `${urls.gateway}/problems/not-found` },
  ]
}
