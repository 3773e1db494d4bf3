// Follows what becomes of signals sent with the persons’ agreement: follow-feedback.ts [<position>]
// Ends after a second without anything new, so that it can be tried; leave `signal` out to go on.
import { connect } from './connect.ts'

const client = connect()
const ending = new AbortController()
let timer = setTimeout(() => ending.abort(), 1_000)
try {
  const [after] = process.argv.slice(2)
  for await (const page of client.feedback.follow({ after, signal: ending.signal })) {
    for (const item of page.items) process.stdout.write(`${item.signalId} ${item.class}\n`)
    // Kept once the items are dealt with: a restart goes on from here.
    process.stdout.write(`position ${page.position}\n`)
    clearTimeout(timer)
    timer = setTimeout(() => ending.abort(), 1_000)
  }
  process.stdout.write('nothing new\n')
} finally {
  clearTimeout(timer)
  await client.close()
}
