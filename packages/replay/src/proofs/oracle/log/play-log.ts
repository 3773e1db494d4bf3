import type { Stage } from '../../../stage.ts'
import type { Attacker } from '../attacker.ts'
import { playAlone, sendCopies } from './copies.ts'
import { openPublisher } from './publisher.ts'
import { type LogReader, openLogReader } from './read-log.ts'
import type { Rounds } from './rounds.ts'

/** The attacker at the public log while the hub’s clock moves on. */
export interface LogPlay {
  readonly reader: LogReader
  /** Samples between two publications. */
  readonly every: number
  readonly published: () => number
  /** Ten minutes pass; right after, somebody is signalled many times. */
  letPublish(): Promise<void>
  /** Lets the log publish what the last samples added, and looks. */
  showLast(): Promise<void>
  playAlone(): Promise<void>
}

/** Opens it for a sender. */
export function openLogPlay(
  parts: { stage: Stage; attacker: Attacker },
  { beside, fewAlone, manyAlone, every }: Rounds,
): LogPlay {
  const reader = openLogReader(parts.stage.hub)
  const publisher = openPublisher(parts.stage.hub)
  const rounds = beside.values()
  return {
    reader,
    every,
    published: () => publisher.made,
    async letPublish() {
      await publisher.publish()
      const round = rounds.next().value
      if (round !== undefined) await sendCopies(parts, round)
    },
    async showLast() {
      const { size } = await reader.look(new Map())
      await publisher.publish()
      await publisher.untilLarger(reader, size)
    },
    async playAlone() {
      await playAlone({ ...parts, reader, publisher }, fewAlone)
      await playAlone({ ...parts, reader, publisher }, manyAlone)
    },
  }
}
