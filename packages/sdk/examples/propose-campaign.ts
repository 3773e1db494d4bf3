// Proposes a campaign and shows where it stands; the receivers accept before a signal may name it.
import { connect } from './connect.ts'

const dayMs = 86_400_000
const day = (fromNow: number) => new Date(Date.now() + fromNow * dayMs).toISOString().slice(0, 10)

const client = connect()
try {
  const { id } = await client.campaigns.propose({
    right: 'be.mutualite.intervention-majoree',
    purpose: 'inform-of-right',
    receivers: ['mutualite-horizon'],
    startsOn: day(0),
    endsOn: day(90),
    signalsMax: 40_000,
    perDayMax: 5_000,
  })
  const { state, receivers } = await client.campaigns.read(id)
  process.stdout.write(`${id} ${state} ${receivers.map(each => each.receiver).join(' ')}\n`)
  const { exact, nextOn } = await client.campaigns.figures(id)
  process.stdout.write(`figures exact: ${exact}, next: ${nextOn}\n`)
} finally {
  await client.close()
}
