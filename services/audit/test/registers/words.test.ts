import { readdirSync, readFileSync } from 'node:fs'
import { languages } from '@unefois/pages'
import t from 'tap'

t.test('the words are there in four languages, with the same values', t => {
  const folder = new URL('../../src/registers/words/', import.meta.url)
  const valuesOf = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)\}/gu)].map(match => match[1]))].sort().join()
  for (const catalogue of ['register', 'dpia']) {
    const read = (language: string): Record<string, string> =>
      JSON.parse(readFileSync(new URL(`${catalogue}.${language}.json`, folder), 'utf8'))
    const french = read('fr')
    for (const language of languages) {
      const words = read(language)
      t.same(Object.keys(words), Object.keys(french), `${catalogue} ${language}`)
      for (const [key, text] of Object.entries(words)) {
        t.equal(valuesOf(text), valuesOf(french[key] ?? ''), `${language} ${key}`)
        t.not(text.trim(), '')
      }
    }
  }
  t.equal(readdirSync(folder).length, 8)
  t.end()
})
