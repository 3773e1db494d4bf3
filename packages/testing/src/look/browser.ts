import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Where Debian and others put it; a browser is the machine's, never downloaded by us. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser without a window. @throws with what to install when the machine has none. */
export async function openBrowser(given: string | undefined): Promise<Browser> {
  const executablePath = given ?? places.find(path => existsSync(path))
  if (executablePath === undefined) {
    throw new Error('no Chromium here: `apt-get install chromium`, or CHROMIUM=/path/to/it')
  }
  const root = process.getuid?.() === 0
  return chromium.launch({ executablePath, args: root ? ['--no-sandbox'] : [] })
}
