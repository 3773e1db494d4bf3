import { createVisitor, freePort, signInAs, testIdentity } from '@unefois/testing'
import t from 'tap'
import { directoryOf } from '../src/domain/directory.ts'
import { appendSamples, openAudit, sampleAgreementVersions, signalOf, start } from './open-audit.ts'

const markup = `"><img src=x onerror=alert(1)>'<script>alert(1)</script>`
const agencies = ['caf-13', 'carsat-sud-est', 'onss', 'mutualite-horizon']
const [first] = sampleAgreementVersions
if (first === undefined) throw new Error('the sample has agreements')
const { text } = first
const agreement = {
  ...first,
  text: { ...text, basisReference: markup, noticeUrl: `https://x.example/${markup}` },
}
const labels = { fr: markup, nl: markup, de: markup, en: markup }
const directory = directoryOf(
  {
    participants: agencies.map(id => ({
      id,
      name: markup,
      type: 'caf' as const,
      country: 'fr' as const,
      state: 'active' as const,
      keys: [],
    })),
    agreements: [agreement],
  },
  text.rights.map(id => ({ id, labels })) as never,
)

t.test('whatever names and agreements say, it is text on every page of the console', async t => {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const identity = await testIdentity(t, { clientId: 'hub-audit', origin })
  const console = { publicUrl: origin, ...identity, fictitious: true }
  const opened = await openAudit(t, console, { directory: () => directory })
  await opened.app.listen({ port, host: '127.0.0.1' })
  const at = start.toISOString()
  const signalId = signalOf(at)
  await appendSamples(opened.sql.admin, [
    {
      at,
      signalId,
      agency: 'caf-13',
      counterparty: 'carsat-sud-est',
      agreementHash: agreement.hash,
      detail: { right: text.rights[0], trigger: markup, campaign: markup },
    },
  ])
  await opened.sequence()
  const browser = createVisitor()
  await signInAs(browser, `${origin}/`, 'hub-dpo')
  const day = at.slice(0, 10)
  let said = 0
  for (const path of [
    '/',
    `/search?agency=caf-13&from=${day}&until=${day}`,
    `/exchanges/${signalId}`,
    '/volumes',
    `/volumes/${agreement.hash}`,
    '/volumes/flags',
    '/access',
    '/files/new',
    '/breaches/new',
    '/deletions',
    '/objections',
    '/log',
    '/registers',
    '/registers/dpia',
  ]) {
    for (const language of ['fr', 'nl', 'de', 'en']) {
      const sign = path.includes('?') ? '&' : '?'
      const { body, status } = await browser.get(`${origin}${path}${sign}lang=${language}`)
      t.ok(status < 500, `${path} ${status}`)
      t.notMatch(body, /<img|<script|onerror=alert\(1\)>[^&]*<\/script>/u, `${path} ${language}`)
      if (body.includes('&lt;img src=x')) said += 1
    }
  }
  t.ok(said >= 12, `the names stood on ${said} pages`)
})
