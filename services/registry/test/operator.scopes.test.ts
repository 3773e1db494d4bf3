import { walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { openRegistry, populate } from './open-registry.ts'

t.test('the registry, which the operator writes, has nothing of a person to be read', async t => {
  const registry = await openRegistry(t)
  await populate(registry)
  const { app, tokenOf } = registry
  const columns = await registry.admin<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'registry' AND column_name ~ 'subject|person|identifier|signal|index'`
  t.strictSame([...columns], [])
  const { leaks, opened } = await walkAsOperator(app, { tokenOf, secrets: ['PRIVATE KEY', '"d":'] })
  t.strictSame(leaks, [])
  t.ok(opened.includes('GET /v1/snapshot'), 'its own calls answer it')
})
