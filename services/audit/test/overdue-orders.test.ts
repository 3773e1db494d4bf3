import t from 'tap'
import { newId } from '../src/app.ts'
import { signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'

t.test('restrictions that a receiver has not confirmed are told as recalls are', async t => {
  const { as, sql } = await openConsole(t)
  const officer = await as('hub-dpo')
  const at = new Date(start.getTime() - 2 * 3_600_000)
  const signal = signalOf(start.toISOString())
  const order = (reason: string, ground: string | null, dueInMs: number) => sql.admin`
    INSERT INTO exchange.recall (id, signal_id, receiver, reason, ground, created_at, due_at)
    VALUES (${newId(at.getTime())}, ${signal}, 'cpam-13', ${reason}, ${ground}, ${at},
      ${new Date(at.getTime() + dueInMs)})`
  await order('restricted', 'unlawful', 3 * 3_600_000)
  const none = async (why: string) => {
    for (const path of ['/', '/objections']) {
      t.notMatch((await officer.get(`${path}?lang=en`)).body, 'Restrictions without receipt', why)
    }
  }
  await none('not before it is due')
  await order('restricted', 'accuracy-contested', 3_600_000)
  await order('lifted', null, 3_600_000)
  const { body } = await officer.get('/?lang=en')
  t.match(body, 'href="/objections#orders-region"><b>2</b> Restrictions without receipt')
  const page = (await officer.get('/objections?lang=en')).body
  t.match(page, /id="orders-region"[\s\S]*CPAM des Bouches-du-Rhône[\s\S]*bad">2</u)
  await sql.admin`UPDATE exchange.recall SET receipted_at = ${start}`
  await none('all confirmed')
})
