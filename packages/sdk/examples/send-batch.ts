// Sends a file of signals: send-batch.ts <people.csv> [<batch id>]. After a crash give the id that
// it printed: it goes on where the hub stands. Then prints each refused line's code.
import { linesOfFile } from '@unefois/sdk'
import { connect } from './connect.ts'

const [file = 'people.csv', known] = process.argv.slice(2)
const client = connect()
try {
  // Keep the id before the first line leaves; all else the hub knows.
  const id = known ?? (await client.batches.open()).id
  process.stdout.write(`batch ${id}\n`)
  const status = await client.batches.send(id, linesOfFile(file), {
    onProgress: ({ nextLine }) => void process.stderr.write(`next line ${nextLine}\n`),
  })
  process.stdout.write(`accepted ${status.accepted}, refused ${status.refused}\n`)
  for await (const result of client.batches.results(id)) {
    if (result.status === 'refused') process.stdout.write(`line ${result.line} ${result.code}\n`)
  }
} finally {
  await client.close()
}
