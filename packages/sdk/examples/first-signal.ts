// Sends one signal, reads what its sender may know of it, and takes it back.
import { ApiError } from '@unefois/sdk'
import { connect } from './connect.ts'

const client = connect()
try {
  const accepted = await client.signals.send({
    // A number of nobody.
    subject: { scheme: 'be-niss', value: '73041992368' },
    right: 'be.mutualite.intervention-majoree',
    addressee: 'mutualite-horizon',
    observedOn: new Date().toISOString().slice(0, 10),
  })
  process.stdout.write(`sent ${accepted.id}\n`)
  const { status } = await client.signals.read(accepted.id)
  process.stdout.write(`status ${status}\n`)
  await client.signals.withdraw(accepted.id)
  process.stdout.write('withdrawn\n')
} catch (error) {
  if (!(error instanceof ApiError)) throw error
  // Safe to log: codes, pointers and fixed sentences, never a value.
  const { status, code, article, pointers, retryAfterSec } = error
  const refusal = { status, code, article, pointers, retryAfterSec }
  process.stderr.write(`refused: ${JSON.stringify(refusal)}\n`)
  process.exitCode = 1
} finally {
  await client.close()
}
