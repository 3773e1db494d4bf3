import type { Page } from 'playwright-core'

const barHeightMax = 72

/** In the page: how high the navigation is, and whether its list is open. */
const height = `document.querySelector('nav.main')?.getBoundingClientRect().height ?? 0`
const isOpen = `document.querySelector('#sections:popover-open') !== null`
const isWithin = `document.activeElement?.closest('#sections') !== null`

/** On a phone the navigation is one row; it opens by keyboard, is walked, and Escape closes it. */
export async function judgeMenu(page: Page): Promise<string[]> {
  const high = await page.evaluate<number>(height)
  if (high === 0) return []
  const faults =
    high > barHeightMax ? [`narrow: the navigation is ${Math.round(high)} px high`] : []
  await page.locator('nav.main .menu').focus()
  await page.keyboard.press('Enter')
  if (!(await page.evaluate<boolean>(isOpen))) return [...faults, 'narrow: no menu opens']
  await page.keyboard.press('Tab')
  if (!(await page.evaluate<boolean>(isWithin))) faults.push('narrow: Tab does not enter the menu')
  await page.keyboard.press('Escape')
  if (await page.evaluate<boolean>(isOpen)) faults.push('narrow: Escape does not close the menu')
  return faults
}
