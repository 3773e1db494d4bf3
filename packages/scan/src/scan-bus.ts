import { connectBus, readStoredMessages } from '@unefois/bus'
import { type Findings, openStreamScan, type Search } from './stream-scan.ts'

/** How to log in as the hub, which owns the streams. */
export interface BusLogin {
  readonly url: string
  readonly user: string
  readonly password: string
}

/**
 * Reads every message that the bus keeps, with its subject and headers: the store's files are
 * encrypted, so a scan of them alone shows nothing. No message is taken.
 */
export async function scanBus(options: {
  login: BusLogin
  place: string
  search: Search
  findings: Findings
  signal?: AbortSignal
}): Promise<{ streams: number; messages: number; bytes: number }> {
  const { url: servers, user, password } = options.login
  const bus = await connectBus({ servers, user, password, name: 'scan' })
  const report = { messages: 0, bytes: 0 }
  try {
    const { streams } = await readStoredMessages(bus, message => {
      options.signal?.throwIfAborted()
      // Never the subject's own words: the scan looks for numbers in subjects, too.
      const where = `${message.stream} ${message.sequence}`
      const scan = openStreamScan(options.search, options.findings, { place: options.place, where })
      scan.push(Buffer.from(`${message.subject}\n${message.headers}\n`))
      scan.push(message.data)
      report.bytes += scan.end()
      report.messages += 1
    })
    return { streams, ...report }
  } finally {
    await bus.close()
  }
}
