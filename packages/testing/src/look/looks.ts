import type { HubUrls } from '@unefois/local'
import type { Page } from 'playwright-core'
import { consoleLooks } from './console-looks.ts'

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
    ...consoleLooks(urls.audit),
    { name: 'docs', url: `${urls.gateway}/docs` },
    { name: 'problem', url: `${urls.gateway}/problems/not-found` },
  ]
}
