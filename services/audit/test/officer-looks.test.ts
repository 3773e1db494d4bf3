import t from 'tap'
import { readExchange } from '../src/use-cases/read-exchange.ts'
import { searchActs } from '../src/use-cases/search-acts.ts'
import { openAudit, sampleAgreementVersions, signalOf, start } from './open-audit.ts'
import { appendActs } from './person-samples.ts'

const at = start.toISOString()
const caf = { clientId: 'hub-audit', agency: 'caf-13', agent: 'agt_caf1303' }
const time = {
  from: new Date(start.getTime() - 86_400_000),
  to: new Date(start.getTime() + 60_000),
}

t.test('an agency’s next search shows its acts again, and not its look at them', async t => {
  const opened = await openAudit(t)
  const search = searchActs(opened.deps)
  const ids = Array.from({ length: 60 }, () => signalOf(at))
  const { hash = '' } = sampleAgreementVersions.find(({ text }) => text.sender === 'caf-13') ?? {}
  await appendActs(
    { admin: opened.sql.admin, store: opened.store },
    ids.map(signalId => ({ at, operation: 'signal-accept', agency: 'caf-13', signalId })),
  )
  await opened.sql.admin`UPDATE audit.event SET agreement_hash = ${hash}, agent = ${caf.agent}`
  let shown: string | null | undefined
  for (const wanted of [{}, { agreement: hash }, { agent: caf.agent }]) {
    const first = await search(caf, { ...wanted, ...time })
    t.equal(first.items.length, 50)
    shown = first.items[0]?.signalId
    await opened.sql.admin`UPDATE audit.event SET agreement_hash = ${hash}`
    t.strictSame(await search(caf, { ...wanted, ...time }), first)
  }
  const { acts } = await readExchange(opened.deps)(caf, shown ?? '')
  t.ok(
    acts.some(({ operation }) => operation === 'exchange-search'),
    'who looked is in the story of the signal',
  )
})
