import type { Page } from 'playwright-core'
import { createHands } from './hands.ts'
import { createSenses, type Pictures } from './senses.ts'
import { createWays, type Wanted } from './ways.ts'

export type Player = Awaited<ReturnType<typeof createPlayer>>

/**
 * A person with a keyboard and no patience: presses keys, hears the role and the name of whatever
 * has the focus, and knows nothing else of the page. What is wrong on the way is kept in `faults`.
 */
export async function createPlayer(page: Page, pictures: Pictures) {
  const senses = await createSenses(page, pictures)
  const ways = createWays(senses)
  const { arrive, enter, reach, ...doors } = ways
  const { count, faults, heard, press, title } = senses
  return {
    ...{ count, faults, heard, title, enter, reach },
    ...doors,
    ...createHands(senses, ways),
    /** In the address bar: a way that everybody has. */
    async open(url: string): Promise<void> {
      await page.goto(url)
      await arrive('', 'on')
    },
    async follow(name: Wanted): Promise<void> {
      await reach('link', name)
      await enter()
    },
    async send(
      name: Wanted,
      { expected = 'on', key = 'Tab' }: { expected?: 'on' | 'wrong'; key?: string } = {},
    ): Promise<void> {
      await reach('button', name, key)
      await enter(expected)
    },
    /** Follows a link within the page, and answers what it leads to. */
    async jump() {
      await press('Enter')
      return heard()
    },
    isDark: () =>
      page.evaluate<boolean>(
        `getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)
          .every(part => part < 64)`,
      ),
  }
}
