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
import { countKinds, type LifeParts, liveOn, signalEarlier } from './life.ts'
import { samplesDefault } from './limits.ts'
import { noteStream } from './looking.ts'
import { startPlanter } from './plants.ts'
import { untilReceived } from './receiving.ts'
import { createRecorder } from './record/observe.ts'
import { listenToFeedback } from './record/stream.ts'
import { judgeAll } from './report.ts'
import { drawSamples, hasObjected, type Kind, type Sample, type Subject } from './samples.ts'
import { type Sending, type SendingParts, sendSamples } from './sending.ts'
import { compareQuotas } from './small-quota.ts'
import { openObjections } from './speak.ts'

/** Calls made while the hub may still be at work with the signal just accepted. */
const followsAtOnce = /^(?:at once: get|line|batch|results) /u

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
  try {
    const edgeTargets = await prepare(parts, samples, person)
    const campaign = await agreeMainCampaign(stage, samples.length)
    const edge = openCampaignEdge(stage, counts, person)
    await edge.send(edgeTargets)
    await untilReceived(stage, counts)

    const sendAgreed = openAgreedTraffic(stage, person)
    await warmUp(attacker)
    const sendings = await sendInTurnsAndAwake(parts, samples, { campaign, sendAgreed })
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
    say('While the desks fetched by a rhythm of their own:')
    const inTurns = judgeAll(columns, samples, { seed, say, isIn: each => !each.awake })
    say('The same without the calls that follow an accept at once:')
    const apart = judgeAll(
      columns.filter(column => !followsAtOnce.test(column.name)),
      samples,
      { seed, say, isIn: each => !each.awake },
    )
    say('A figure, not a condition: while every desk answered at once, on the sender’s cores:')
    const awake = judgeAll(columns, samples, { seed, say, isIn: each => each.awake })
    return findingOf({
      samples,
      columns: columns.length,
      kinds,
      listed,
      campaignDiffers,
      quotas,
      stream,
      inTurns,
      apart,
      awake,
      say,
    })
  } finally {
    ear.close()
    attacker.close()
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
  also: Pick<SendingParts, 'campaign' | 'sendAgreed'>,
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
  return [...inTurns, ...awake]
}

/** Who objects, objects; who is known, is known: by HTTP and by a real desk, before the attack. */
async function prepare(parts: LifeParts, samples: readonly Sample[], person: () => Subject) {
  const { objections } = parts
  const [unknown, objected, duplicate] = [person(), person(), person()]
  const objecting = samples.filter(each => hasObjected(each.kind)).map(each => each.alone)
  await objections.lodge([...objecting, objected], 'People object')
  const known = samples.filter(each => each.kind === 'duplicate').map(each => each.alone)
  await signalEarlier(parts, [...known, duplicate])
  return { unknown, objected, duplicate }
}

/** People of the stage who are in no sample. */
function personOutside(stage: ReturnType<typeof setStage>, samples: readonly Sample[]) {
  const taken = new Set(samples.flatMap(each => [each.alone.value, each.inBatch.value]))
  return (): Subject => {
    let { subject } = stage.person('fr-nir')
    while (taken.has(subject.value)) subject = stage.person('fr-nir').subject
    return subject
  }
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
