import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import type { Address, Callers } from '../callers.ts'
import { openNatsWire } from './nats-wire.ts'
import { type OwnersTraffic, owners } from './owners.ts'
import type { Tally } from './tally.ts'

/** The same call with an id of its own gives the key: the refusals above were not for all. */
export async function controlRelease(
  callers: Callers,
  gateway: Address,
  about: { intruder: string; id: string },
  tally: Tally,
): Promise<void> {
  const { body } = await callers(`${about.intruder}-desk`, gateway).call<{ releases?: unknown[] }>({
    method: 'POST',
    path: '/v1/releases',
    body: { ids: [about.id] },
  })
  const opened = JSON.stringify(body.releases ?? []).includes('"key":')
  tally.control('the intruder may open a signal addressed to it', opened)
}

/** Its own next message comes, over the same protocol and login. */
export async function controlInbox(
  hub: Hub,
  { intruder, id }: { intruder: string; id: string },
  tally: Tally,
): Promise<void> {
  const wire = await openNatsWire({ url: hub.nats.url, ...hub.nats.login(intruder) })
  const subject = `$JS.API.CONSUMER.MSG.NEXT.R_${intruder.replaceAll('-', '_')}.desk`
  const answers = await wire.request(subject, '{"batch":1,"expires":2000000000}', 2_000)
  const received = answers.some(answer => answer.payload.includes(id))
  tally.control('the intruder receives a message of its own', received)
  wire.close()
}

/** Its own adviser is let in at its own desk. */
export async function controlDesk(
  callers: Callers,
  desk: Address,
  intruder: string,
  tally: Tally,
): Promise<void> {
  const { status } = await callers(`${intruder}-adviser`, desk).call({
    method: 'GET',
    path: '/v1/cases?queue=to-take-up',
  })
  tally.control('the intruder’s adviser may use its own desk', status === 200)
}

/** Whatever the intruder tried, the owners' signals arrived once each and bear no trace of it. */
export async function checkUntouched(
  counts: Counts,
  traffic: OwnersTraffic,
  intruder: string,
  tally: Tally,
): Promise<void> {
  const ids = traffic.sent.map(signal => signal.id)
  const [traces] = await counts.hub<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM audit.event
    WHERE agency = ${intruder} AND signal_id = ANY (${ids}::uuid[])`
  tally.tried('http', traces?.rows === 0 ? undefined : 'an act of the intruder was done')
  const [gone] = await counts.hub<{ rows: number }[]>`
    SELECT count(*)::int AS rows FROM exchange.signal
    WHERE id = ANY (${ids}::uuid[]) AND withdrawn_at IS NOT NULL`
  tally.tried('http', gone?.rows === 1 ? undefined : 'a signal was withdrawn by the intruder')
  let cases = 0
  for (const receiver of owners.receivers) {
    const [row] = await counts.desk(receiver)<{ cases: number }[]>`
      SELECT count(*)::int AS cases FROM desk.cases WHERE id = ANY (${ids}::uuid[])`
    cases += row?.cases ?? 0
  }
  tally.control('every signal of the owners arrived', cases === ids.length)
}
