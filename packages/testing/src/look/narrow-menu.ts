import type { Page } from 'playwright-core'

const barHeightMax = 72

/** In the page: how high the navigation is, and whether its list is open. */
const height = `document.querySelector('nav.main')?.getBoundingClientRect().height`
const isOpen = `document.querySelector('#sections:popover-open') !== null`
const isWithin = `document.activeElement?.closest('#sections') !== null`

/** In the page: whether the open list leaves its button free and stays on the screen. */
const isBeside = `(() => {
  const list = document.querySelector('#sections').getBoundingClientRect()
  const button = document.querySelector('nav.main .menu').getBoundingClientRect()
  return (list.top >= button.bottom || list.bottom <= button.top) && list.bottom <= innerHeight
})()`

/**
 * On a phone the navigation is one row; it opens by keyboard beside its button and is walked, and
 * Escape and its last button close it. A page without navigation has nothing to be judged.
 */
export async function judgeMenu(page: Page): Promise<string[]> {
  const high = await page.evaluate<number | undefined>(height)
  if (high === undefined) return []
  const button = page.locator('nav.main .menu')
  if (!(await button.isVisible())) return ['narrow: the navigation has no button']
  const faults =
    high > barHeightMax ? [`narrow: the navigation is ${Math.round(high)} px high`] : []
  await button.focus()
  await page.keyboard.press('Enter')
  if (!(await page.evaluate<boolean>(isOpen))) return [...faults, 'narrow: no menu opens']
  if (!(await page.evaluate<boolean>(isBeside)))
    faults.push('narrow: the menu lies over its button')
  await page.keyboard.press('Tab')
  if (!(await page.evaluate<boolean>(isWithin))) faults.push('narrow: Tab does not enter the menu')
  await page.keyboard.press('Escape')
  if (await page.evaluate<boolean>(isOpen)) faults.push('narrow: Escape does not close the menu')
  await button.press('Enter')
  const close = page.locator('#sections .close button')
  if (await close.isVisible()) await close.press('Enter')
  if (await page.evaluate<boolean>(isOpen)) faults.push('narrow: no button closes the menu')
  return faults
}
