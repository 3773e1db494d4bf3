import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { walkByKeyboard } from './keyboard.ts'
import type { Look } from './looks.ts'
import { judgeMenu } from './narrow-menu.ts'

/** What was seen of one page. */
export interface Verdict {
  readonly name: string
  readonly bytes: number
  readonly violations: number
  readonly stops: number
  /** In words; empty when the page is as it should be. */
  readonly faults: readonly string[]
}

/** Who has signed in where: a person comes back with their cookies and signs in once. */
export type Sessions = Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>

function keyOf({ url, account }: Look): string {
  return `${new URL(url).origin} ${account ?? ''}`
}

const pageBytesMax = 102_400
const narrowWidth = 320
const modes: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 1_280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1_280, height: 900 }, colorScheme: 'dark' },
  narrow: { viewport: { width: narrowWidth, height: 640 }, colorScheme: 'light' },
  contrast: { viewport: { width: 1_280, height: 900 }, colorScheme: 'dark' },
  print: { viewport: { width: 794, height: 1_123 }, colorScheme: 'dark' },
}
/** Colours there are the printer's or the person's own. */
const unjudged = { print: true, contrast: true }
const languages = ['nl', 'de', 'en']

/**
 * Opens a page in light, dark, at 320 px, in a person's own colours and for print, keeps a picture
 * of each in `folder`, runs axe in each that has our colours and in the other languages, and walks
 * it by keyboard. Signs in first where asked.
 */
export async function judgePage(
  browser: Browser,
  look: Look,
  { folder, sessions }: { readonly folder: string; readonly sessions: Sessions },
): Promise<Verdict> {
  const faults: string[] = []
  const found = { bytes: 0, violations: 0, stops: 0 }
  for (const [mode, options] of Object.entries(modes)) {
    const session = sessions.get(keyOf(look))
    const known = session === undefined ? {} : { storageState: session }
    const context = await browser.newContext({ locale: 'fr-FR', ...options, ...known })
    try {
      const page = await openPage(context, look, text => faults.push(`${mode}: ${text}`))
      sessions.set(keyOf(look), await context.storageState())
      if (mode === 'print') await page.emulateMedia({ media: 'print' })
      if (mode === 'contrast') await page.emulateMedia({ forcedColors: 'active' })
      const picture = await page.screenshot({ fullPage: true })
      await writeFile(join(folder, `${look.name}-${mode}.png`), picture)
      const violations = mode in unjudged ? [] : await runAxe(page)
      found.violations += violations.length
      faults.push(...violations.map(text => `${mode}: ${text}`))
      if (mode === 'narrow') faults.push(...(await judgeMenu(page)), ...(await overflowOf(page)))
      if (mode !== 'light') continue
      found.bytes = Buffer.byteLength(await page.content())
      if (found.bytes > pageBytesMax) faults.push(`${found.bytes} bytes`)
      for (const language of look.languages === false ? [] : languages) {
        const spoken = await inLanguage(page, language)
        found.violations += spoken.length
        faults.push(...spoken)
      }
      await page.goto(look.url)
      const walk = await walkByKeyboard(page)
      found.stops = walk.stops
      faults.push(...walk.faults)
    } finally {
      await context.close()
    }
  }
  return { name: look.name, ...found, faults }
}

async function openPage(
  context: BrowserContext,
  look: Look,
  fault: (text: string) => void,
): Promise<Page> {
  const page = await context.newPage()
  page.on('console', message => {
    // A form sent back with what is wrong is meant to be 422.
    const meant = message.text().includes('status of 422')
    if (message.type() === 'error' && !meant) fault(`the browser says: ${message.text()}`)
  })
  await page.goto(look.url)
  const asks = look.account !== undefined && page.url() !== look.url
  if (asks) await chooseAccount(page, look.account)
  await look.act?.(page)
  return page
}

/** Chooses in the list, then by keyboard to the button. */
async function chooseAccount(page: Page, account: string): Promise<void> {
  const list = page.locator('select[name=account]')
  await list.focus()
  await list.selectOption(account)
  await page.keyboard.press('Tab')
  await Promise.all([page.waitForURL(url => !url.pathname.startsWith('/login')), press(page)])
}

function press(page: Page): Promise<void> {
  return page.keyboard.press('Enter')
}

async function inLanguage(page: Page, language: string): Promise<string[]> {
  const url = new URL(page.url())
  url.searchParams.set('lang', language)
  await page.goto(url.href)
  const shown = await page.evaluate<string>('document.documentElement.lang')
  const wrong = shown === language ? [] : [`${language}: the page is in ${shown}`]
  return [...wrong, ...(await runAxe(page)).map(text => `${language}: ${text}`)]
}

/** The size of targets (WCAG 2.5.8) is off in axe unless it is asked for. */
const axeRun = `axe.run(document, { rules: { 'target-size': { enabled: true } } })`

/** WCAG 2.2 A and AA and axe's best practices. A script of ours runs past the page's policy. */
async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const result = await page.evaluate<axe.AxeResults>(axeRun)
  return result.violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map(node => node.target.join(' '))
    return `axe ${id} at ${places.join(', ')}`
  })
}

/** In the page: the spacing that people may set (WCAG 1.4.12); a sheet that no policy forbids. */
const spaceOut = `(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; ' +
    'word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
})()`

/** Tables scroll by themselves; the page must not, however text is spaced (WCAG 1.4.10, 1.4.12). */
async function overflowOf(page: Page): Promise<string[]> {
  const wide = async (how: string) => {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    return width > narrowWidth ? [`${how}: ${width} px wide`] : []
  }
  const plain = await wide('narrow')
  await page.evaluate(spaceOut)
  return [...plain, ...(await wide('narrow, text spaced'))]
}
