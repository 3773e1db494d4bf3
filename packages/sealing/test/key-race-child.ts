import { openKeyStore } from '../src/index.ts'

/** One of several processes that ask for the same new keys at the same moment. */
const folder = process.argv[2] ?? ''
const labels = process.argv.slice(3)
const store = openKeyStore(folder)

process.on('message', () => {
  const keys = labels.map(label => store.getOrCreate('signal-index', label).key.toString('hex'))
  process.send?.(keys)
  process.disconnect()
})
process.send?.('ready')
