// A launcher with one server, for the test that kills it: says where it is, then waits.
import { join } from 'node:path'
import { openDataFolder, stages, startNats, startWarden } from '@unefois/local'
import { freePort } from '@unefois/testing'

const folder = openDataFolder(undefined)
const warden = startWarden()
warden.removeLater(folder.path)
const port = await freePort()
const server = await startNats({
  dataDir: folder.path,
  port,
  logFile: join(folder.path, 'nats.log'),
  participants: [],
  searchPath: '/usr/local/bin:/usr/bin',
  say: () => {},
})
warden.watch(server.child, stages.nats, 'SIGTERM')
process.stdout.write(`${JSON.stringify({ folder: folder.path, port })}\n`)
setInterval(() => {}, 60_000)
