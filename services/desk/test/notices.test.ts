import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { law } from '@unefois/contracts'
import t from 'tap'
import { fillNotice, noticeTemplates } from '../src/notices.ts'
import { agreementText, hashOf } from './support/agreement.ts'
import { letter, openBoth as open, receive } from './support/console.ts'
import { eventsOf } from './support/rows.ts'

const folder = new URL('../notices/', import.meta.url)
const languages = ['fr', 'nl', 'de', 'en'] as const

t.test('a version of a notice that was given is never edited', async t => {
  const published = JSON.parse(readFileSync(new URL('published.json', folder), 'utf8'))
  const files = readdirSync(folder).filter(file => file.endsWith('.md'))
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(new URL(file, folder)))
      .digest('hex')
  t.strictSame(Object.fromEntries(files.map(file => [file, hash(file)])), published)
})

t.test('every notice tells, in four languages, what the law says it tells', async t => {
  const rights: Readonly<Record<string, RegExp>> = {
    access: /\*\*(?:Accès|Inzage|Auskunft|Access)\*\*/u,
    rectification: /\*\*(?:Rectification|Rechtzetting|Berichtigung)\*\*/u,
    objection: /\*\*(?:Opposition|Bezwaar|Widerspruch|Objection)\*\*/u,
  }
  t.ok(noticeTemplates.some(({ isCurrent }) => isCurrent))
  for (const { template, texts } of noticeTemplates) {
    t.strictSame([...texts.keys()].sort(), [...languages].sort(), template)
    for (const [language, text] of texts) {
      for (const right of law.fr.noticeRights.value) {
        t.match(text, rights[right], `${template} ${language}: ${right}`)
      }
      const own = template.startsWith('sent-on') ? ['nextAgency', 'sentOn'] : ['right']
      for (const word of [
        'contact',
        ...own,
        'noticeUrl',
        'provision',
        'sender',
        'agency',
        'keptUntil',
      ]) {
        t.ok(text.includes(`{{${word}}}`), `${template} ${language}: ${word}`)
      }
    }
  }
})

t.test('a word is no template, and a missing one is no notice', async t => {
  const facts = { words: { a: '{{b}}', b: 'x' }, parts: ['yes'] }
  const text = '# {{a}}\n{{#yes}}\nkept\n{{/yes}}\n{{#no}}\nleft out\n{{/no}}\n'
  t.equal(fillNotice(text, facts), '# {{b}}\nkept\n')
  t.equal(fillNotice('- a\n  {{#no}}\n- b\n  {{/no}}\n- c\n', facts), '- a\n- c\n', 'in a list')
  t.throws(() => fillNotice('{{c}}', facts), /nobody gives/)
})

t.test('written out for a case, without the identifier', async t => {
  const { desk, asAdviser } = await open(t)
  const person = desk.person()
  const id = await receive(desk, person)
  for (const language of languages) {
    const url = `/v1/notices/first-contact-1?case=${id}&language=${language}`
    const { status, body } = await asAdviser('GET', url)
    t.equal(status, 200, language)
    t.match(body, { template: 'first-contact-1', language, noticeUrl: agreementText.noticeUrl })
    const { text = '' } = body
    const told = ['Mission locale', 'CPAM des Bouches-du-Rhône', 'exchanges@cpam-13.example']
    for (const part of [...told, agreementText.noticeUrl, 'CRPA L.114-8 II', 'CNIL', '2027']) {
      t.ok(text.includes(part), `${language}: ${part}`)
    }
    t.notMatch(text, person.value)
    t.notMatch(text, /\{\{/u, 'nothing is left to fill')
  }
  t.match(await asAdviser('GET', '/v1/notices'), {
    body: { items: [{ template: 'first-contact-1', isCurrent: true }] },
  })
  const unknown = `/v1/notices/first-contact-99?case=${id}&language=fr`
  t.match(await asAdviser('GET', unknown), { status: 422, body: { code: 'case-notice-unknown' } })
  const other = `/v1/notices/first-contact-1?case=${randomUUID()}&language=fr`
  t.equal((await asAdviser('GET', other)).status, 404)
  t.equal((await asAdviser('GET', `/v1/notices/first-contact-1?case=${id}`)).status, 400)
})

t.test('the notice names the agency to which the signal went on', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const person = desk.person()
  const id = await receive(desk, person)
  const address = (language: string) => `/v1/notices/sent-on-1?case=${id}&language=${language}`
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  t.match(await asAdviser('GET', address('fr')), {
    status: 409,
    body: { code: 'case-not-sent-on' },
  })
  const at = desk.clock.now().toISOString()
  const early = { ...letter, template: 'sent-on-1', at }
  t.match(
    await asAdviser('POST', `/v1/cases/${id}/contacts`, {
      version: 2,
      body: early,
      key: randomUUID(),
    }),
    { status: 422, body: { code: 'case-notice-unknown' } },
    'it is no first communication',
  )
  const child = { right: 'fr.caf.prime-activite', addressee: 'caf-13' }
  const body = { reason: 'not-competent', child }
  t.match(await asAdviser('POST', `/v1/cases/${id}/decline`, { version: 2, body }), { status: 204 })
  for (const language of languages) {
    const { status, body } = await asOther('GET', address(language))
    t.equal(status, 200, language)
    const { text = '' } = body
    for (const part of ['Caf des Bouches-du-Rhône', 'Mission locale', '2027', 'CNIL']) {
      t.ok(text.includes(part), `${language}: ${part}`)
    }
    t.notMatch(text, person.value)
    t.notMatch(text, /\{\{/u, 'nothing is left to fill')
  }
  const traces = await desk.admin`
    SELECT detail FROM audit.event WHERE signal_id = ${id} AND operation = 'notice-write'`
  t.equal(traces.length, languages.length)
  t.match(traces[0], { detail: { template: 'sent-on-1', to: 'caf-13' } })
  desk.gateway.failing = { status: 503, code: 'unavailable' }
  t.match(await asAdviser('GET', address('fr')), { body: { code: 'case-hub-unavailable' } })
})

t.test('what objection is told follows the agreement, and only its own text', async t => {
  const { desk, asAdviser } = await open(t)
  const provision = 'FICTITIOUS: Code de la sécurité sociale, art. L.000-0'
  const text = { ...agreementText, objection: { setAside: { provision } } }
  desk.registry.texts.set(hashOf(text), text)
  const id = await receive(desk, desk.person(), { agreementHash: hashOf(text) })
  const told = await asAdviser('GET', `/v1/notices/first-contact-1?case=${id}&language=en`)
  t.ok(told.body.text?.includes(provision), 'asked for as soon as it was not known')
  t.notMatch(told.body.text, 'without giving a reason')
  desk.registry.texts.set('cd'.repeat(32), text)
  const forged = await receive(desk, desk.person(), { agreementHash: 'cd'.repeat(32) })
  const refused = await asAdviser('GET', `/v1/notices/first-contact-1?case=${forged}&language=en`)
  t.match(refused, { status: 503, body: { code: 'case-agreement-unknown' } })
  desk.registry.isDown = true
  t.equal(
    (await asAdviser('GET', `/v1/notices/first-contact-1?case=${id}&language=en`)).status,
    200,
  )
})

t.test('which version was given is kept with the case; what came back told nobody', async t => {
  const { desk, asAdviser } = await open(t)
  const id = await receive(desk, desk.person())
  const at = desk.clock.now().toISOString()
  const contact = (version: number, body: object) =>
    asAdviser('POST', `/v1/cases/${id}/contacts`, { version, body, key: randomUUID() })
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const { template, language, ...bare } = letter
  t.match(
    await contact(2, { ...bare, at }),
    { status: 400 },
    'what leaves content names its notice',
  )
  const call = { channel: 'telephone', result: 'absent', at, leavesContent: false }
  t.match(await contact(2, { ...call, template, language }), { status: 400 })
  t.match(await contact(2, { ...letter, at, template: 'first-contact-99' }), {
    status: 422,
    body: { code: 'case-notice-unknown' },
  })
  t.match(await contact(2, { ...letter, at, result: 'returned-mail' }), { version: 3 })
  const returned = (await asAdviser('GET', `/v1/cases/${id}`)).body
  t.equal(returned.informedAt, undefined)
  t.match(returned, { notices: [], contacts: [{ result: 'returned-mail' }] })
  await contact(3, { ...letter, at, language: 'nl' })
  const notice = { informedAt: at, channel: 'telephone', template: 'notice-1', language: 'de' }
  t.match(await asAdviser('POST', `/v1/cases/${id}/notice`, { version: 4, body: notice }), {
    status: 422,
  })
  await desk.clock.advance(1_000)
  const given = { ...notice, template, informedAt: desk.clock.now().toISOString() }
  await asAdviser('POST', `/v1/cases/${id}/notice`, { version: 4, body: given })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: {
      informedAt: at,
      notices: [{ template, language: 'nl', channel: 'post' }, given],
    },
  })
  t.strictSame(
    (await eventsOf(desk, id)).map(event => event.type),
    ['received', 'taken-charge', 'informed'],
    'the hub is told once',
  )
})

t.test('a notice is overdue once the person was reached, or when all the time is up', async t => {
  const { desk, asAdviser } = await open(t)
  const at = desk.clock.now().toISOString()
  const [reached, silent, told] = [desk.person(), desk.person(), desk.person()]
  const ids = [await receive(desk, reached), await receive(desk, silent), await receive(desk, told)]
  for (const id of ids) await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const call = { channel: 'telephone', result: 'reached', at, leavesContent: false }
  const key = randomUUID()
  await asAdviser('POST', `/v1/cases/${ids[0]}/contacts`, { version: 2, body: call, key })
  const notice = { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' }
  await asAdviser('POST', `/v1/cases/${ids[2]}/notice`, { version: 2, body: notice })
  const overdue = async () =>
    (await asAdviser('GET', '/v1/cases?queue=overdue-notice')).body.items.map(({ id }) => id)
  t.strictSame(await overdue(), [ids[0]])
  await desk.clock.advance(120 * 86_400_000)
  t.strictSame(await overdue(), [ids[0], ids[1]])
  t.match(await asAdviser('GET', '/v1/cases?queue=overdue-notice'), {
    body: { items: [{ lateness: ['accompany', 'notice'] }, { lateness: ['accompany', 'notice'] }] },
  })
})

t.test('deadlines are the agreement’s; the desk’s own where it is not known', async t => {
  const { desk, asAdviser } = await open(t)
  const deadlines = { remindDays: 1, takeUpDays: 2, accompanyDays: 3 }
  const text = { ...agreementText, deadlines }
  desk.registry.texts.set(hashOf(text), text)
  await desk.registry.agreements.refresh()
  const id = await receive(desk, desk.person(), { agreementHash: hashOf(text) })
  const unknown = await receive(desk, desk.person(), { agreementHash: 'ef'.repeat(32) })
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: { remindOn: '2026-11-24', takeUpBy: '2026-11-25', accompanyBy: '2026-11-26' },
  })
  t.match(await asAdviser('GET', `/v1/cases/${unknown}`), { body: { takeUpBy: '2026-12-07' } })
})
