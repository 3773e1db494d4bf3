import { sendBatch } from '../../actors/batch-sender.ts'
import { campaignerAs } from '../../actors/campaigner.ts'
import { adviserAt } from '../../actors/desk-adviser.ts'
import type { Counts } from '../../counts/counts.ts'
import type { Stage } from '../../stage.ts'
import { waitFor } from '../../wait-for.ts'
import type { Attacker } from './attacker.ts'
import { attack } from './cast.ts'
import { createRecorder } from './record/observe.ts'
import type { Subject } from './samples.ts'
import { signalAbout } from './sending.ts'

/** Of whom a campaign asks; everything else of the three campaigns is the same. */
export const targets = ['unknown', 'objected', 'duplicate'] as const
export type Target = (typeof targets)[number]

/** The same person so often that one more duplicate moves the rounded figure by a step. */
const repeatedTimes = 103

/**
 * Three campaigns that differ in one person. The sender repeats a person of its own so often that
 * the figures stand on the edge of a step, and adds the one it wants to know of.
 */
export interface CampaignEdge {
  /** Agrees them and sends their signals. */
  send(people: Readonly<Record<Target, Subject>>): Promise<void>
  /** The desk closes the cases over HTTP, and what was joined to them follows. */
  close(): Promise<void>
  /** Reads the figures and answers the names of what differs between the three, if anything. */
  compare(attacker: Attacker): Promise<string[]>
}

/** Prepares the three; `person` answers people of the sender’s own, nobody twice. */
export function openCampaignEdge(
  stage: Stage,
  counts: Counts,
  person: () => Subject,
): CampaignEdge {
  const campaigns: string[] = []

  async function sendOne(subject: Subject): Promise<void> {
    const sender = campaignerAs(stage, attack.sender)
    const id = await agreeCampaign(stage, repeatedTimes + 1)
    await sender.waitUntilAgreed(id)
    const repeated = person()
    const crowd = Array.from({ length: repeatedTimes }, () => repeated)
    const signals = [...crowd, subject].map(each => ({
      ...signalAbout(stage, each),
      campaign: id,
    }))
    await sendBatch(stage, attack.sender, signals)
    campaigns.push(id)
  }
  return {
    async send(people) {
      for (const target of targets) await sendOne(people[target])
    },
    async close() {
      const adviser = adviserAt(stage, attack.receiver)
      for (const id of await findCases(counts, campaigns)) {
        await adviser.receive(id)
        await adviser.claim(id)
        await adviser.close(id, { outcomes: ['already-held'], levels: ['rights'] })
      }
    },
    async compare(attacker) {
      const seen: Map<string, number | string>[] = []
      for (const id of campaigns) {
        const notes = new Map<string, number | string>()
        const path = `/v1/campaigns/${id}/figures`
        await waitFor(
          'figures of a fixed date',
          () => attacker.look({ method: 'GET', path }),
          answer => answer.body.includes('"asOf"'),
        )
        const recorder = createRecorder()
        const answer = await attacker.look({ method: 'GET', path })
        recorder.answer(notes, 'figures', answer, stage.hub.nowMs())
        seen.push(notes)
      }
      return differing(seen)
    },
  }
}

/** The live cases that the campaigns' signals came to, those of earlier signals included. */
async function findCases(counts: Counts, campaigns: readonly string[]): Promise<string[]> {
  const signals = await counts.hub<{ id: string }[]>`
    SELECT id FROM exchange.signal WHERE campaign = ANY (${[...campaigns]})`
  const cases = await counts.desk(attack.receiver)<{ id: string }[]>`
    SELECT DISTINCT coalesce(joined_to, id) AS id FROM desk.cases
    WHERE id = ANY (${signals.map(each => each.id)}::uuid[])`
  return cases.map(each => each.id)
}

/** Names under which not all say the same; times, ids and the clock differ by nature. */
function differing(seen: readonly ReadonlyMap<string, number | string>[]): string[] {
  const names = new Set(seen.flatMap(notes => [...notes.keys()]))
  const own = /time| ms$|body\.campaign|traceparent|date/iu
  return [...names].filter(name => {
    if (own.test(name)) return false
    return new Set(seen.map(notes => notes.get(name))).size > 1
  })
}

async function agreeCampaign(stage: Stage, signalsMax: number): Promise<string> {
  const { right, receiver, sender } = attack
  const id = await campaignerAs(stage, sender).propose({ right, receivers: [receiver], signalsMax })
  await campaignerAs(stage, receiver).accept(id, signalsMax)
  return id
}

/** Agrees a campaign of the attacker as a sender that has something to tell would. */
export async function agreeMainCampaign(stage: Stage, signalsMax: number): Promise<string> {
  const id = await agreeCampaign(stage, signalsMax)
  await campaignerAs(stage, attack.sender).waitUntilAgreed(id)
  return id
}
