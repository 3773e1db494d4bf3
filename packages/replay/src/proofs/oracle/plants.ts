import { Worker } from 'node:worker_threads'

/** A proxy before the gateway that plants leaks, to show that what leaks is caught. */
export interface Planter {
  readonly url: string
  close(): Promise<void>
}

/** Starts it; whoever is in neither list gets the gateway’s answers untouched and at once. */
export async function startPlanter(
  gateway: string,
  people: { readonly delayed: readonly string[]; readonly altered: readonly string[] },
): Promise<Planter> {
  const { hostname, port } = new URL(gateway)
  const worker = new Worker(new URL('./plants-worker.ts', import.meta.url), {
    workerData: { host: hostname, port: Number(port), ...people },
  })
  const own = await new Promise<number>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (address: { port: number }) => resolve(address.port))
  })
  return {
    url: `http://127.0.0.1:${own}`,
    async close() {
      await worker.terminate()
    },
  }
}
