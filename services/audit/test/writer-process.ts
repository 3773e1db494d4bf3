import { openDatabase } from '@unefois/database'
import { openJournalFolder, openLogAnchor } from '@unefois/erasure-journal'
import { createLog } from '@unefois/events'
import { openLogKey } from '@unefois/log-leaves'
import { openKeyStore } from '@unefois/sealing'
import { createManualClock } from '@unefois/service'
import { newId } from '../src/app.ts'
import { directoryOf } from '../src/domain/directory.ts'
import { events } from '../src/events.ts'
import { planSequence } from '../src/sequencer.ts'

// The log's writer as a process of its own, turn after turn without a pause: to be killed.
const [url = '', folder = '', startMs = '', periodMs = ''] = process.argv.slice(2)
const store = openKeyStore(`${folder}/keys`)
const clock = createManualClock(Number(startMs))
const sql = openDatabase({ url, name: 'writer', connectionsMax: 1 })
const sequence = planSequence(
  {
    sql,
    measuring: sql,
    store,
    logKey: openLogKey(store, 'hub-test'),
    anchor: openLogAnchor(folder),
    folder: openJournalFolder(`${folder}/journal`),
    hub: 'hub-test',
    clientId: 'hub-audit',
    nowMs: () => clock.nowMs(),
    newId,
    agencies: () => undefined,
    directory: () => directoryOf({ participants: [] }),
    partEventsMax: 2_000,
    registerSource: () => Promise.reject(new Error('nobody asks the writer')),
  },
  createLog({ service: 'audit', events }),
)
process.stdout.write('ready\n')
for (;;) {
  await sequence()
  // Each turn is one publication later: every one of them signs what leaves the audit zone.
  await clock.set(clock.nowMs() + Number(periodMs))
}
