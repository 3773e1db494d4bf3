import { openCounts } from '../counts/counts.ts'
import type { Proof } from '../proof.ts'
import { agreed, attack, oracleCast } from './oracle/cast.ts'
import { play } from './oracle/play.ts'
import { slowDownObjected } from './oracle/sabotage.ts'

/** Nothing that a sender sees tells who objected, who is new and who was signalled before. */
export const oracle: Proof = {
  promise:
    'No oracle: told everything that a sender can see, the public log too, from the first call ' +
    'to past expiry, while desks fetch by their own rhythm, a classifier cannot tell people who ' +
    'objected, people nobody knew and people already signalled (AUC at most 0.53, 95 % bound); ' +
    'a planted millisecond, a planted word and a log without pads it finds. Signals with the ' +
    'person’s agreement are outside of it: there the sender may learn.',
  sabotage: 'the hub’s database takes a millisecond longer to store a signal that nobody will get.',
  takesLines: true,
  async run(run) {
    const hub = await run.openHub({ desks: [attack.receiver, agreed.receiver], cast: oracleCast })
    const counts = openCounts(hub)
    try {
      if (run.sabotage) await slowDownObjected(counts)
      return await play(run, hub, counts)
    } finally {
      await counts.close()
    }
  },
}
