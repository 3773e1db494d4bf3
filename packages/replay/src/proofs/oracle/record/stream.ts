import { request } from 'node:http'

/** One frame of the feedback stream. Milliseconds of the monotonic clock. */
export interface Frame {
  readonly atMs: number
  readonly text: string
}

/** Listens to the feedback stream for as long as it is open, with a new token whenever it ends. */
export interface StreamEar {
  readonly frames: readonly Frame[]
  close(): void
}

const againMs = 500

/** Opens the sender’s feedback stream. Every chunk is kept with its time, comments too. */
export function listenToFeedback(gateway: string, token: () => Promise<string>): StreamEar {
  const frames: Frame[] = []
  let closed = false
  let cut = () => {}
  let lastId: string | undefined

  async function listen(): Promise<void> {
    const headers = {
      authorization: `Bearer ${await token()}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    }
    await new Promise<void>(resolve => {
      const asked = request(`${gateway}/v1/feedback/stream`, { headers }, answer => {
        answer.setEncoding('utf8')
        answer.on('data', (text: string) => {
          frames.push({ atMs: performance.now(), text })
          lastId = [...text.matchAll(/^id: ([0-9]+)$/gmu)].at(-1)?.[1] ?? lastId
        })
        answer.on('close', () => resolve())
      })
      asked.on('error', () => resolve())
      cut = () => asked.destroy()
      asked.end()
    })
  }
  async function run(): Promise<void> {
    while (!closed) {
      await listen().catch(() => {})
      if (!closed) await new Promise(resolve => setTimeout(resolve, againMs))
    }
  }
  void run()
  return {
    frames,
    close() {
      closed = true
      cut()
    },
  }
}
