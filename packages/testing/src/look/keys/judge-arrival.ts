import type { Page } from 'playwright-core'

/** In the page: what every page owes to whoever comes by keyboard or hears it. */
const frame = `(() => {
  const faults = []
  const heads = [...document.querySelectorAll('h1')].map(each => each.textContent.trim())
  if (heads.length !== 1 || heads[0] === '') faults.push(heads.length + ' first headings')
  else if (!document.title.includes(heads[0])) faults.push('its title does not name it')
  for (const place of ['header', 'main', 'footer']) {
    if (!document.querySelector('body > ' + place)) faults.push('no ' + place)
  }
  const first = document.querySelector('a[href], button, input:not([type=hidden]), select')
  const target = document.getElementById(first?.getAttribute('href')?.slice(1) ?? '')
  if (target?.tagName !== 'MAIN') faults.push('no link to its content first')
  if (document.documentElement.lang === '') faults.push('it does not say its language')
  const label = each => each.getAttribute('aria-label')
  const names = [...document.querySelectorAll('nav')].map(label)
  const isNamed = new Set(names).size === names.length && !names.includes(null)
  if (!isNamed) faults.push('navigations without names of their own')
  return faults
})()`

/** What is missing of a page's frame, in words. */
export function judgeFrame(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(frame)
}
