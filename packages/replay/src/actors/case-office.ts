import type { CaseListV2 } from '@unefois/contracts'
import type { Ending } from '../campaigns/endings.ts'
import { advisersAtOnce, casesPerPage } from '../limits.ts'
import { mapAtMost } from '../map-at-most.ts'
import { openProgress } from '../progress.ts'
import type { Stage } from '../stage.ts'
import { waitWhileMoving } from '../wait-while-moving.ts'

type CaseItem = CaseListV2['items'][number]

/** A case that waits at a desk, and what its lot says will become of it. */
export interface LotCase {
  readonly id: string
  readonly version: number
  readonly ending: Ending
}

/** A whole team at one desk: it works through many cases, every one over HTTP. */
export interface CaseOffice {
  /** Waits until the desk has stored so many cases since then; gives up when nothing moves. */
  receive(cases: number, since: Date): Promise<void>
  /** Deals the lots to the cases that wait, in the order in which the hub accepted them. */
  deal(lots: readonly Ending[], since: Date): Promise<LotCase[]>
  /** Claims, tells, contacts and closes, as each case's lot says. */
  handle(cases: readonly LotCase[]): Promise<void>
}

/** The team of an agency. All its people share one adviser's token: the hub counts acts. */
export function officeAt(stage: Stage, agency: string): CaseOffice {
  const adviser = stage.as(`${agency}-adviser`, { desk: agency })
  const lead = stage.as(`${agency}-lead`, { desk: agency })
  return {
    async receive(cases, since) {
      const progress = openProgress(stage.narrate, `The desk of ${agency} receives`, cases)
      await waitWhileMoving(
        `${cases} cases at the desk of ${agency}`,
        async () => {
          const period = `from=${since.toISOString()}&to=${afterNow(stage)}`
          const path = `/v1/statistics?${period}`
          const { received } = await lead.get(path, 'urn:unefois:contracts:desk-statistics.v2')
          progress.reach(received)
          return received
        },
        received => received >= cases,
      )
    },
    async deal(lots, since) {
      const path = `/v1/cases?queue=to-take-up&limit=${casesPerPage}`
      const waiting = await adviser.list(path, 'urn:unefois:contracts:case-list.v2')
      const fresh = waiting.filter(each => each.acceptedAt >= since.toISOString())
      if (fresh.length !== lots.length) {
        throw new Error(`${fresh.length} cases wait at ${agency}, ${lots.length} were sent`)
      }
      return fresh.map(({ id, version }: CaseItem, place) => {
        const ending = lots[place]
        if (ending === undefined) throw new Error('there is a lot for every case')
        return { id, version, ending }
      })
    },
    async handle(cases) {
      const progress = openProgress(stage.narrate, `The desk of ${agency} handles`, cases.length)
      let done = 0
      await mapAtMost(advisersAtOnce, cases, async each => {
        let version = each.version
        for (const [verb, body] of actsOf(each.ending, stage)) {
          version = await adviser.move(`/v1/cases/${each.id}/${verb}`, body, version)
        }
        done += 1
        progress.reach(done)
      })
    },
  }
}

/** What the desk does about one case, in order; nothing when its lot leaves it waiting. */
function actsOf({ contact, outcomes }: Ending, stage: Stage): [string, object][] {
  if (contact === undefined) return []
  const at = stage.now().toISOString()
  const told = { template: 'first-contact-1', language: 'fr' }
  const notice = { informedAt: at, channel: 'telephone', ...told }
  const call = { channel: 'telephone', at, leavesContent: false }
  const ways: Record<typeof contact, [string, object][]> = {
    // A letter leaves something readable: it carries the notice itself.
    letter: [
      ['contacts', { channel: 'post', result: 'reached', at, leavesContent: true, ...told }],
    ],
    talk: [
      ['notice', notice],
      ['contacts', { ...call, result: 'reached' }],
    ],
    'in-vain': [['contacts', { ...call, result: 'absent' }]],
  }
  const close: [string, object][] =
    outcomes === undefined ? [] : [['close', { outcomes, levels: ['rights'] }]]
  return [['claim', {}], ...ways[contact], ...close]
}

function afterNow(stage: Stage): string {
  return new Date(stage.now().getTime() + 1).toISOString()
}
