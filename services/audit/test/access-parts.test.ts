import type { AccessExport } from '@unefois/contracts'
import { judgeParts, openAccess, verifyAccess } from '@unefois/evidence'
import { blindIndex } from '@unefois/sealing'
import type { Bearer } from '@unefois/testing'
import { readZip } from '@unefois/zip'
import t from 'tap'
import { openAudit, start } from './open-audit.ts'
import { appendTogether, somebody } from './person-samples.ts'
import { recordRequest } from './recorded-request.ts'

const officer: Bearer = { agency: 'hub', agent: 'agt_hub01', roles: ['dpo'], scopes: ['oversight'] }
const at = '2026-11-20T08:00:00.000Z'
const looks = 97
const partEventsMax = 20

t.test('whoever was looked at often is answered in parts, all and only theirs', async t => {
  const opened = await openAudit(t, undefined, { partEventsMax })
  const { sql, store } = opened
  const [mine, other] = [somebody(), somebody()]
  const about = [mine, other].flatMap(each =>
    Array.from({ length: looks }, () => ({ at, operation: 'person-search', about: each })),
  )
  await appendTogether({ admin: sql.admin, store }, about)
  await opened.sequence()
  const request = await recordRequest({ admin: sql.admin, store }, mine)
  const body: AccessExport = { subject: mine, request }
  const ask = (part: number) => opened.raw(`/v1/access-requests?part=${part}`, officer, body)

  const zips: Buffer[] = []
  for (let part = 1, of = 1; part <= of; part += 1) {
    await opened.clock.set(start.getTime() + part * 1_000)
    const { bytes, headers, status } = await ask(part)
    t.equal(status, 200)
    const report = verifyAccess(bytes, {})
    t.strictSame(report.faults, [])
    t.ok(report.events <= partEventsMax)
    of = report.part?.of ?? 0
    t.match(headers, {
      'content-disposition': `attachment; filename="access-${request}-part-${part}-of-${of}.zip"`,
    })
    zips.push(bytes)
  }
  t.equal(zips.length, 6, 'looks, and this answer’s own acts: they begin a part more')
  const told = zips.flatMap(zip => openAccess(zip, undefined).answer.events.map(({ id }) => id))
  const index = store.list('trace-index').map(each => blindIndex(each.key, mine).toString('hex'))
  const rows = await sql.admin<{ id: string }[]>`
    SELECT id FROM audit.event WHERE encode(trace_index, 'hex') = ANY (${index}) ORDER BY id`
  t.strictSame([...told].sort(), rows.map(({ id }) => id).sort(), 'all and only theirs, once')
  const parts = zips.flatMap(zip => verifyAccess(zip, {}).part ?? [])
  t.strictSame(judgeParts(parts), [])
  t.strictSame(judgeParts(parts.toSpliced(2, 1)), [{ code: 'part-missing', at: '3' }])
  t.strictSame(judgeParts(parts.slice(0, -1)), [{ code: 'part-missing', at: '6' }])
  const page = readZip(zips[1] ?? Buffer.alloc(0)).find(({ name }) => name === 'en.html')
  t.match(Buffer.from(page?.bytes ?? '').toString(), 'part 2 of an answer in 5 parts')

  t.match(await ask(7), { status: 404 })
  t.equal((await ask(0)).status, 400)
  t.equal((await ask(6)).status, 200, 'and what was refused is no act')
})
