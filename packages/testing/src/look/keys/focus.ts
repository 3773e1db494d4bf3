import type { CDPSession } from 'playwright-core'

/** Where the keyboard is, as a screen reader and an eye have it; nothing else is told a player. */
export interface Focus {
  /** By the browser's own accessibility tree; `RootWebArea` when no control has the focus. */
  readonly role: string
  readonly name: string
  readonly value: string
  /** In words; empty when the eye finds the focus. */
  readonly unseen: readonly string[]
}

/** In the page: what an eye would miss of the element that has the focus. */
const look = `async function () {
  // A browser scrolls to what got the focus when it next draws.
  for (const _ of [1, 2]) await new Promise(done => requestAnimationFrame(done))
  const faults = []
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(this)
  const isBox = this.tabIndex >= 0
  if (isBox && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) faults.push('no outline')
  const parts = text => (text.match(/[\\d.]+/g) ?? []).map(Number)
  const light = text => {
    const [r, g, b] = parts(text).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  let behind = this.parentElement
  const ground = element => getComputedStyle(element ?? document.body).backgroundColor
  while (behind && parts(ground(behind))[3] === 0) behind = behind.parentElement
  const [one, two] = [outlineColor, ground(behind)].map(light)
  const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05)
  if (isBox && contrast < 3) faults.push('an outline of contrast ' + contrast.toFixed(1))
  const box = this.getBoundingClientRect()
  const tall = !isBox || box.height > innerHeight || box.width > innerWidth
  const inside = box.top >= -1 && box.left >= -1 &&
    box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1
  const touches = box.top < innerHeight && box.bottom > 0
  if (tall ? !touches : !inside) faults.push('out of view')
  const [x, y] = [box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8)]
  const above = document.elementFromPoint(x, y)
  if (inside && above && !this.contains(above) && !above.contains(this)) faults.push('covered')
  return faults
}`

/** Asks the browser what has the focus, and how it is seen. */
export async function readFocus(browser: CDPSession): Promise<Focus> {
  const { result } = await browser.send('Runtime.evaluate', {
    expression: 'document.activeElement ?? document.body',
  })
  const { objectId } = result
  if (objectId === undefined) return { role: 'RootWebArea', name: '', value: '', unseen: [] }
  const { nodes } = await browser.send('Accessibility.getPartialAXTree', {
    objectId,
    fetchRelatives: false,
  })
  const [node] = nodes
  const text = (from: { value?: unknown } | undefined) => String(from?.value ?? '').trim()
  const isBody = result.className === 'HTMLBodyElement'
  const seen = isBody ? [] : await lookAt(browser, objectId)
  return {
    role: isBody ? 'RootWebArea' : text(node?.role),
    name: text(node?.name),
    value: text(node?.value),
    unseen: seen,
  }
}

async function lookAt(browser: CDPSession, objectId: string): Promise<readonly string[]> {
  const { result } = await browser.send('Runtime.callFunctionOn', {
    objectId,
    functionDeclaration: look,
    returnByValue: true,
    awaitPromise: true,
  })
  return Array.isArray(result.value) ? result.value.map(String) : []
}

/** The parts of a date field in the order in which this browser shows them. */
export async function orderOfDate(browser: CDPSession): Promise<readonly string[]> {
  const { result } = await browser.send('Runtime.evaluate', {
    expression: 'document.activeElement',
  })
  if (result.objectId === undefined) return []
  const options = { objectId: result.objectId, depth: -1, pierce: true }
  const { node } = await browser.send('DOM.describeNode', options)
  return [...JSON.stringify(node).matchAll(/datetime-edit-(day|month|year)-field/gu)].map(
    ([, part = '']) => part,
  )
}
