import t from 'tap'
import { adviseAndSign, draft, openRegistry, populate } from './open-registry.ts'
import { belgianText, representativeOf } from './sample.ts'

t.test('by way of the BCSS means that the hub asks it', async t => {
  const { identifierBasis } = belgianText()
  if (identifierBasis.scheme !== 'be-niss') throw new Error('a Belgian text')
  const text = belgianText({
    identifierBasis: { ...identifierBasis, route: { kind: 'via-bcss' } },
  })
  for (const asksBcss of [false, true]) {
    const registry = await openRegistry(t, { asksBcss })
    const signers = await populate(registry)
    const drafted = await draft(registry, text)
    await adviseAndSign(registry, signers, drafted)
    const url = `/v1/agreements/${drafted.id}/activation`
    const answer = await registry.call({ as: representativeOf(text.sender), url })
    if (asksBcss) t.match(answer, { status: 200, body: { state: 'active' } })
    else {
      t.match(answer, { status: 422, body: { code: 'bcss-not-asked' } })
      t.match(answer.body.errors, [{ pointer: '/text/identifierBasis/route' }])
      t.match(answer.body.article, '15 January 1990 art. 14')
    }
  }
})
