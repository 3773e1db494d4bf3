import { readFileSync } from 'node:fs'
import type { ControllerContacts, PublicExchangesV2, RegisterSource } from '@unefois/contracts'
import t from 'tap'
import { listingOf } from '../src/domain/law/listing.ts'
import { activate, draft, openRegistry, populate } from './open-registry.ts'
import { agreedText, belgianText, frenchText, gateway, officerOf, operator } from './sample.ts'

const contacts: ControllerContacts = JSON.parse(
  readFileSync(
    new URL('../../../contracts/examples/controller-contacts.v1/valid/cpam.json', import.meta.url),
    'utf8',
  ),
)

t.test('who answers for the data, and their officer, are recorded and traced', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const put = (id: string, as = operator, body: object = contacts) =>
    registry.call({ as, method: 'PUT', url: `/v1/controllers/${id}/contacts`, body })
  t.match(await put('cpam-13'), { status: 200, body: contacts })
  t.equal((await put('hub')).status, 200, 'the hub itself, which is no participant')
  t.match(await put('nobody'), { status: 404, body: { code: 'participant-unknown' } })
  t.equal((await put('cpam-13', officerOf('cpam-13'))).status, 403)
  const odd = { ...contacts, name: 'CPAM\u0000' }
  t.match(await put('cpam-13', operator, odd), { status: 422, body: { code: 'text-not-plain' } })
  const moved = { ...contacts, address: '2 rue de l’Exemple' }
  await put('cpam-13', operator, moved)
  const { body } = await registry.call({ as: gateway, method: 'GET', url: '/v1/register-source' })
  const source: RegisterSource = body
  t.same(source.hub, contacts)
  const told = source.participants.filter(each => each.contacts !== undefined)
  t.match(told, [{ participant: { id: 'cpam-13' }, contacts: moved }], 'the last word stays')
  t.equal(told.length, 1)
  const traces = await registry.admin`
    SELECT counterparty FROM audit.event
    WHERE operation = 'contacts-record'`
  t.same(traces.map(({ counterparty }) => counterparty).sort(), ['cpam-13', 'cpam-13', 'hub'])
})

t.test('registers are made from what is or was in force, drafts are nobody’s', async t => {
  const registry = await openRegistry(t)
  const signers = await populate(registry)
  const active = await activate(registry, signers, frenchText())
  await draft(registry, belgianText())
  const ended = await activate(registry, signers, agreedText({ quota: { perDay: 5 } }))
  await registry.clock.advance(86_400_000)
  await registry.call({ as: operator, url: `/v1/agreements/${ended.id}/end` })
  const read = async () =>
    (await registry.call({ as: gateway, method: 'GET', url: '/v1/register-source' }))
      .body as RegisterSource
  const { agreements } = await read()
  t.same(new Set(agreements.map(({ id }) => id)), new Set([active.id, ended.id]))
  const find = (id: string) => agreements.find(each => each.id === id)
  t.match(find(active.id), {
    state: 'active',
    activatedAt: '2026-11-20T10:00:00.000Z',
    text: frenchText(),
    opinions: [{ opinion: 'favourable' }, { opinion: 'favourable' }],
  })
  t.match(find(ended.id), { state: 'ended', endedAt: '2026-11-21T10:00:00.000Z' })
  await registry.call({ as: operator, url: '/v1/participants/cpam-13/suspension' })
  t.match(
    (await read()).agreements.find(each => each.id === active.id),
    { state: 'suspended' },
  )

  const list = await registry.call({ method: 'GET', url: '/v1/public/exchanges' })
  const { items } = list.body as PublicExchangesV2
  t.match(
    items.find(each => each.hash === ended.hash),
    { activatedOn: '2026-11-20', endedOn: '2026-11-21', listing: 'with-agreement' },
  )
  t.equal(list.body.operator, undefined, 'nobody said who runs the hub')
  await registry.call({
    as: operator,
    method: 'PUT',
    url: '/v1/controllers/hub/contacts',
    body: contacts,
  })
  const page = await registry.call({
    method: 'GET',
    url: '/v1/public/exchanges?format=html&lang=de',
  })
  t.match(page.text, contacts.dpo.email, 'whom a person asks')
  t.match(page.text, 'Wer diesen Austausch betreibt')
})

t.test('the public reads what D.114-9-1 says of the data', t => {
  const text = (change: object) => ({ ...frenchText(change) })
  t.equal(listingOf(text({}), 'caf'), 'social-rights')
  t.equal(listingOf(text({}), 'france-travail'), 'jobseeker')
  t.equal(listingOf(text({}), 'ccas'), 'unlisted')
  t.equal(listingOf(text({ basis: 'with-agreement' }), 'hospital'), 'with-agreement')
  t.equal(listingOf(belgianText(), 'onss'), 'other-law')
  t.end()
})
