import { join } from 'node:path'
import {
  type LocalNats,
  openDataFolder,
  sayOnStandardError,
  stages,
  startNats,
  startWarden,
} from '@unefois/local'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'
import { testConfig } from './test-config.ts'

/** A nats-server of this test's own. */
export interface TestNats {
  readonly url: string
  readonly server: LocalNats
  /** What `connectBus` needs to connect as `hub` or as a participant. */
  connection(user: string): { servers: string; user: string; password: string; name: string }
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same store and port. */
  start(): Promise<void>
}

/**
 * Starts a real nats-server for one test: it starts in 50 ms, and tests that shared one would read
 * each other's streams. It ends with the test.
 */
export async function testNats(t: Test, participants: readonly string[]): Promise<TestNats> {
  const folder = openDataFolder(undefined)
  const warden = startWarden()
  warden.removeLater(folder.path)
  const port = await freePort()
  const start = async () => {
    const server = await startNats({
      dataDir: folder.path,
      port,
      logFile: join(folder.path, 'nats.log'),
      participants,
      searchPath: testConfig.PATH,
      say: sayOnStandardError,
    })
    warden.watch(server.child, stages.nats, 'SIGTERM')
    return server
  }
  let server = await start()
  t.teardown(async () => {
    await server.stop()
    await warden.close()
    folder.release()
  })
  return {
    url: server.url,
    get server() {
      return server
    },
    connection: user => ({ servers: server.url, ...server.login(user), name: `test ${user}` }),
    async kill() {
      server.child.kill('SIGKILL')
      await server.child.exited
    },
    async start() {
      server = await start()
    },
  }
}
