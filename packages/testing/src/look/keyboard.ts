import type { Page } from 'playwright-core'

const stopsMax = 400

/** In the page: what the keyboard should reach, by the order of the document. */
const reachable = `[...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'
)].filter(each => each.checkVisibility() && !each.disabled)`

/** One for each group of radio buttons: arrows move within it. */
const expected = `new Set(${reachable}.map(each =>
  each.type === 'radio' ? 'radio:' + each.name : each)).size`

const here = `(() => {
  const now = document.activeElement
  if (now === null || now === document.body) return null
  const style = getComputedStyle(now)
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
  return { name: now.tagName + ' ' + (now.textContent ?? '').trim().slice(0, 40), seen,
    index: ${reachable}.indexOf(now) }
})()`

interface Stop {
  readonly name: string
  readonly seen: boolean
  readonly index: number
}

/**
 * Walks a page by the Tab key alone and answers what is wrong: something not reached, reached out
 * of order, reached invisibly, a trap, or a skip link that does not lead to the content.
 */
export async function walkByKeyboard(page: Page): Promise<{ stops: number; faults: string[] }> {
  const faults: string[] = []
  const wanted = await page.evaluate<number>(expected)
  const stops: Stop[] = []
  await page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)')
  for (let turn = 0; turn < stopsMax; turn += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop | null>(here)
    if (stop === null) break
    // A date has stops of its own within: day, month, year, calendar.
    if (stops.length > 0 && stop.index === stops.at(-1)?.index) continue
    if (stops.length > 0 && stop.index < (stops.at(-1)?.index ?? -1)) {
      if (stop.index === stops[0]?.index) break
      faults.push(`out of order: ${stop.name}`)
    }
    if (!stop.seen) faults.push(`focus cannot be seen: ${stop.name}`)
    stops.push(stop)
  }
  if (stops.length !== wanted) faults.push(`reaches ${stops.length} of ${wanted}`)
  return { stops: stops.length, faults: [...faults, ...(await skipsToContent(page))] }
}

async function skipsToContent(page: Page): Promise<string[]> {
  await page.evaluate('document.activeElement?.blur(); window.scrollTo(0, 0)')
  const first = `document.querySelector('.skip')`
  await page.evaluate(`${first}?.focus()`)
  await page.keyboard.press('Enter')
  const there = await page.evaluate<boolean>(`document.activeElement?.id === 'main'`)
  return there ? [] : ['the skip link does not lead to the content']
}
