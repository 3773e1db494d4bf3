// Sends signals as another program makes them, here a generator: nothing is held but two segments.
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import { linesOf } from '@unefois/sdk'
import { connect } from './connect.ts'

async function* detected(count: number) {
  const random = seededRandom(1)
  const observedOn = new Date().toISOString().slice(0, 10)
  for (let n = 0; n < count; n += 1) {
    const subject = { scheme: 'be-niss', value: syntheticNiss(random).value } as const
    const right = 'be.mutualite.intervention-majoree'
    yield { subject, right, addressee: 'mutualite-horizon', observedOn }
  }
}

const client = connect()
try {
  const { id } = await client.batches.open()
  const { accepted } = await client.batches.send(id, linesOf(detected(1_200)))
  process.stdout.write(`accepted ${accepted}\n`)
} finally {
  await client.close()
}
