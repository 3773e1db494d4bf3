import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import type { Finding, ProofRun } from '../../proof.ts'
import { setStage } from '../../stage.ts'
import { openAgreedTraffic } from './agreed-traffic.ts'
import { type Attacker, freshToken, openAttacker } from './attacker.ts'
import { agreeMainCampaign, openCampaignEdge } from './campaign-edge.ts'
import { attack, quoted } from './cast.ts'
import { letDesksTakeTurns } from './desks-in-turns.ts'
import { findingOf } from './finding.ts'
import { judgeEach } from './judge-each.ts'
import { countKinds, type LifeParts, liveOn } from './life.ts'
import { samplesDefault } from './limits.ts'
import { findGrowths, noteGrowth } from './log/note-growth.ts'
import { type LogPlay, openLogPlay } from './log/play-log.ts'
import { drawPlay } from './log/rounds.ts'
import { whatLogTells } from './log/what-log-tells.ts'
import { noteStream } from './looking.ts'
import { startPlanter } from './plants.ts'
import { personOutside, prepare } from './prepare.ts'
import { untilReceived, untilTold } from './receiving.ts'
import { createRecorder } from './record/observe.ts'
import { listenToFeedback } from './record/stream.ts'
import { drawSamples, type Kind, type Sample, type Subject } from './samples.ts'
import { type Sending, type SendingParts, sendSamples } from './sending.ts'
import { compareQuotas } from './small-quota.ts'
import { openObjections } from './speak.ts'

/** One whole life of many samples, and what a classifier makes of what their sender saw. */
export async function play(run: ProofRun, hub: Hub, counts: Counts): Promise<Finding> {
  const { say, seed } = run
  const stage = setStage(hub, { seed: seed + 1_000, say })
  const { samples, board } = drawSamples(run.lines ?? samplesDefault, seed)
  const of = (kind: Kind) => samples.filter(each => each.kind === kind).map(each => each.alone)
  const planter = await startPlanter(hub.urls.gateway, {
    delayed: of('delayed').map(subject => subject.value),
    altered: of('altered').map(subject => subject.value),
  })
  const token = freshToken(hub, attack.sender)
  const recorder = createRecorder()
  const open = () => openAttacker(hub, { url: planter.url, token, recorder })
  const attacker = open()
  const ear = listenToFeedback(planter.url, token)
  const objections = openObjections(stage, hub)
  const parts: LifeParts = { stage, counts, attacker, open, recorder, objections }
  const person = personOutside(stage, samples)
  const rounds = drawPlay(samples, { seed: seed + 11, person })
  const log = openLogPlay({ stage, attacker }, rounds)
  try {
    const edgeTargets = await prepare(parts, { samples, rounds: rounds.all, person })
    const campaign = await agreeMainCampaign(stage, samples.length)
    const edge = openCampaignEdge(stage, counts, person)
    await edge.send(edgeTargets)
    await untilReceived(stage, counts)

    const sendAgreed = openAgreedTraffic(stage, person)
    await warmUp(attacker)
    const sendings = await sendInTurnsAndAwake(parts, samples, { campaign, sendAgreed, log })
    noteGrowth(
      sendings.map(({ sample: { notes }, fromMs }) => ({ notes, fromMs })),
      findGrowths(log.reader.readings),
    )
    await untilTold(counts)
    await log.playAlone()
    const logTells = await whatLogTells(counts, log, rounds)
    await untilReceived(stage, counts)
    const kinds = await countKinds(parts, samples)
    const listed = await liveOn(parts, samples, () => edge.close())
    const campaignDiffers = await edge.compare(attacker)
    const stream = noteStream(sendings, ear)
    const quotas = await tryQuotas(hub, { stage, person }, [
      of('unknown'),
      of('objected'),
      of('duplicate'),
    ])
    say(`Everything is seen. ${samples.length} samples are laid before the classifiers.`)
    const columns = board.columns()
    return findingOf({
      samples,
      isShort: (run.lines ?? samplesDefault) < samplesDefault,
      columns: columns.length,
      kinds,
      listed,
      campaignDiffers,
      quotas,
      stream,
      logTells,
      ...judgeEach(columns, samples, { seed, say }),
      say,
    })
  } finally {
    ear.close()
    attacker.close()
    log.reader.close()
    await planter.close()
  }
}

/**
 * Most samples while the desks fetch by a rhythm of their own: then an answer’s time is the hub’s.
 * The others while every desk answers at once: what a live signal makes it do on the same cores
 * makes the sender’s next calls wait, and how much is told.
 */
async function sendInTurnsAndAwake(
  { stage, counts, attacker }: LifeParts,
  samples: readonly Sample[],
  also: Pick<SendingParts, 'campaign' | 'sendAgreed'> & { log: LogPlay },
): Promise<Sending[]> {
  const parts = { stage, attacker, ...also }
  const turns = letDesksTakeTurns(stage.hub, stage.seed + 7)
  const inTurns = await sendSamples(
    samples.filter(each => !each.awake),
    parts,
  ).finally(() => turns.end())
  await untilReceived(stage, counts)
  const awake = await sendSamples(
    samples.filter(each => each.awake),
    parts,
  )
  await untilReceived(stage, counts)
  // What the last of them added shows at the publications that follow.
  await also.log.showLast()
  return [...inTurns, ...awake]
}

/** A process that has not run a path before takes longer for it: nobody’s kind shall be first. */
async function warmUp(attacker: Attacker): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    await attacker.look({ method: 'GET', path: '/v1/signals' })
  }
}

async function tryQuotas(
  hub: Hub,
  parts: Pick<Parameters<typeof compareQuotas>[0], 'stage' | 'person'>,
  groups: readonly (readonly Subject[])[],
) {
  const attacker = openAttacker(hub, {
    url: hub.urls.gateway,
    token: freshToken(hub, quoted.sender),
    recorder: createRecorder(),
  })
  try {
    return await compareQuotas({ ...parts, attacker }, groups)
  } finally {
    attacker.close()
  }
}
