import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type Focus, orderOfDate, readFocus } from './focus.ts'
import { judgeFrame } from './judge-arrival.ts'

/** What may have the focus without a name: a page, its content, a message. */
const unnamed = new Set(['RootWebArea', 'main', 'status', 'alert'])

/** Thrown when a person would have given up, in words. */
export class GivenUp extends Error {}

/** Where pictures of a job go. */
export interface Pictures {
  readonly folder: string
  readonly job: string
}

export type Senses = Awaited<ReturnType<typeof createSenses>>

/**
 * What a player has: keys to press, the role and the name of whatever has the focus, the title of
 * the page. All else of the page is judged, and told to nobody.
 */
export async function createSenses(first: Page, { folder, job }: Pictures) {
  let page = first
  let browser = await page.context().newCDPSession(page)
  const faults = new Set<string>()
  const count = { moves: 0, typed: 0, pages: 0 }
  const where = async () => `on «${await page.title()}»`
  const fault = async (text: string) => void faults.add(`${text}, ${await where()}`)
  return {
    faults,
    count,
    fault,
    giveUp: async (text: string) => new GivenUp(`${text}, ${await where()}`),
    page: () => page,
    title: () => page.title(),
    focus: () => readFocus(browser),
    orderOfDate: () => orderOfDate(browser),
    async press(key: string, isText = false): Promise<void> {
      count[isText ? 'typed' : 'moves'] += 1
      await page.keyboard.press(key)
    },
    /** What has the focus, as it is heard, and judged as it is seen. */
    async heard(): Promise<Focus> {
      const focus = await readFocus(browser)
      for (const unseen of focus.unseen) await fault(`${focus.role} «${focus.name}»: ${unseen}`)
      const isNamed = focus.name !== '' || unnamed.has(focus.role)
      if (!isNamed) await fault(`a ${focus.role} without a name`)
      return focus
    },
    /** Judges the frame of a page that has come, and keeps a picture of it. */
    async arrived(): Promise<void> {
      count.pages += 1
      for (const lack of await judgeFrame(page)) await fault(lack)
      const picture = `keys-${job}-${String(count.pages).padStart(2, '0')}.png`
      await writeFile(join(folder, picture), await page.screenshot())
    },
    /** Turns to another tab; answers the way back. */
    async turnTo(tab: Page): Promise<() => void> {
      const before = { page, browser }
      page = tab
      browser = await tab.context().newCDPSession(tab)
      return () => {
        page = before.page
        browser = before.browser
      }
    },
  }
}
