import { readFile } from 'node:fs/promises'
import type { Focus } from './focus.ts'
import type { Senses } from './senses.ts'

/** Nobody looks for a control for longer than this many presses of Tab. */
const tabsMax = 45
const pageMsMax = 30_000

export type Wanted = string | RegExp
type Expected = 'on' | 'wrong'

/** Whether a name that was heard is the one looked for. */
export function matches(text: string, wanted: Wanted): boolean {
  return typeof wanted === 'string' ? text === wanted : wanted.test(text)
}

/** Finding a control by Tab, and where it leads. */
export function createWays(senses: Senses) {
  const { fault, giveUp, heard, page, press } = senses

  /** Tabs to a control, and answers what was heard there. */
  async function reach(role: string, name: Wanted = /./u, key = 'Tab'): Promise<Focus> {
    const met: string[] = []
    for (let tabs = 0; tabs <= tabsMax; tabs += 1) {
      const focus = await heard()
      if (focus.role === role && matches(focus.name, name)) return focus
      met.push(`${focus.role} «${focus.name}»`)
      await press(key)
    }
    const last = met.slice(-3).join(', ')
    throw await giveUp(`no ${role} «${name}» within ${tabsMax} tabs (last: ${last})`)
  }

  /** A page has come where one is told what was done, what is wrong, or where one is now. */
  async function arrive(before: string, expected: Expected): Promise<void> {
    await senses.arrived()
    const focus = await heard()
    const isNew = (await senses.title()) !== before
    if (expected === 'wrong') {
      if (focus.role !== 'alert') await fault('what is wrong has no focus')
      if (!isNew) await fault('the title does not tell that something is wrong')
      return
    }
    if (focus.role === 'alert') throw await giveUp('the form came back')
    const isLost = focus.role === 'RootWebArea' && !isNew
    if (isLost) await fault('the focus is lost and nothing tells what was done')
  }

  /** Enter, where the focus is, and the page that comes. */
  async function enter(expected: Expected = 'on'): Promise<void> {
    const before = await senses.title()
    const come = page()
      .waitForEvent('framenavigated', { timeout: pageMsMax })
      .catch(() => undefined)
    await press('Enter')
    if ((await come) === undefined) throw await giveUp('Enter leads nowhere')
    await page().waitForLoadState('load', { timeout: pageMsMax })
    await arrive(before, expected)
  }
  return { reach, arrive, enter, ...createDoors(senses, { reach, arrive }) }
}

/** Ways out of a page that are not the next one: a tab of its own, a file, its own content. */
function createDoors(
  { count, fault, focus, giveUp, page, press, turnTo }: Senses,
  ways: {
    reach(role: string, name: Wanted): Promise<Focus>
    arrive(before: string, expected: Expected): Promise<void>
  },
) {
  return {
    /** The first link of a page, which leads past what all pages have. */
    async skip(): Promise<void> {
      await ways.reach('link', 'Aller au contenu')
      await press('Enter')
      const { role } = await focus()
      if (role !== 'main') await fault('the skip link does not lead to the content')
    },
    async inTab(name: Wanted, look: () => Promise<void>): Promise<void> {
      await ways.reach('link', name)
      const come = page()
        .waitForEvent('popup', { timeout: pageMsMax })
        .catch(() => undefined)
      await press('Enter')
      const tab = await come
      if (tab === undefined) throw await giveUp(`«${name}» opens no tab: what was found is lost`)
      const back = await turnTo(tab)
      await tab.waitForLoadState('load', { timeout: pageMsMax })
      await ways.arrive('', 'on')
      await look()
      // Control+W is the browser's own, which has no window here.
      count.moves += 1
      await tab.close()
      back()
    },
    async save(role: string, name: Wanted): Promise<{ name: string; bytes: Buffer }> {
      await ways.reach(role, name)
      const come = page()
        .waitForEvent('download', { timeout: pageMsMax })
        .catch(() => undefined)
      await press('Enter')
      const file = await come
      if (file === undefined) throw await giveUp(`«${name}» gives no file`)
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
    },
  }
}
