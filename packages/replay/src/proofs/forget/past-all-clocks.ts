import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { validatorFor } from '@unefois/contracts'
import { type Hub, takeBaseBackup } from '@unefois/local'
import { type SecretNumber, suspectNumber } from '@unefois/scan'
import { createApi, createTokenSource } from '@unefois/sdk'
import { type Counts, openCounts } from '../../counts/counts.ts'
import { callMsMax } from '../../limits.ts'
import type { ProofRun } from '../../proof.ts'
import { action4 } from '../../scenarios/action-4/scenario.ts'
import { type Stage, setStage } from '../../stage.ts'
import { listenOnStage } from '../canary/listening-stage.ts'
import { createSecrets } from '../canary/secrets.ts'
import { countCertificates, countUnaccounted } from './count-erasures.ts'
import { countLeft, countOwnTraces } from './count-left.ts'
import { liveAllFates } from './live-all-fates.ts'
import { lookEverywhere, suspectIndexes } from './look-everywhere.ts'

const { desks } = action4
const keyFolders = ['hub', ...desks.map(agency => `desk-${agency}`)]
/**
 * Months after which the clock is stopped: signals and cases, objections, French traces, Belgian
 * traces; then what was made on the way itself.
 */
const monthsOfClocks = [13, 26, 38, 122, 124, 246]
const hourMs = 3_600_000
const keysRestMs = 125_000

/** What is left of everybody once every clock has run out. */
export async function provePastAllClocks(run: ProofRun) {
  const hub = await run.openHub({ desks })
  const counts = openCounts(hub)
  const secrets = createSecrets()
  const people: SecretNumber[] = []
  const unheard = setStage(hub, { seed: run.seed, say: run.say })
  const stage = rememberPeople(listenOnStage(unheard, secrets), people)
  try {
    const fates = await liveAllFates(stage, secrets, counts)
    if (run.sabotage) await skipOneErasure(counts)
    run.say('Two days pass, for keys and certificates.')
    await letHoursPass(stage, [25, 25])
    const early = await countUnaccounted(counts)
    const control = await lookEverywhere(hub, suspectIndexes(hub, keyFolders, people))
    const spots = control.findings.length
    run.say(`${people.length} people; while clocks run their indexes lie in ${spots} spots.`)
    const waiting = await passClocks(run, stage, counts)
    await takeBaseBackup(hub.adminUrl, join(hub.dataDir, 'backups', 'after'))
    const suspects = [
      ...people.flatMap((person, n) => suspectNumber(`number ${n + 1}`, person)),
      ...secrets.suspects(),
      ...suspectIndexes(hub, keyFolders, people),
    ]
    run.say('A backup is taken. Now the scan of every place, for every form.')
    const report = await lookEverywhere(hub, suspects)
    for (const { secret, form, place, where } of report.findings.slice(0, 20)) {
      run.say(`  FOUND: ${secret} as ${form} in ${place}, ${where}`)
    }
    const left = await countLeft(counts, desks)
    for (const [table, rows] of Object.entries(left)) run.say(`  LEFT: ${rows} rows of ${table}`)
    const ownTraces = await countOwnTraces(counts)
    const forecast = await readForecasts(hub, ownTraces)
    for (const line of forecast) run.say(`  DUE: ${line}`)
    const rowsLeft = Object.values(left).reduce((sum, rows) => sum + rows, 0)
    return {
      holds:
        report.findings.length === 0 &&
        report.isComplete &&
        control.findings.length > 0 &&
        forecast.length === 0 &&
        rowsLeft === 0 &&
        early === 0 &&
        waiting === 0,
      examined: people.length,
      figures: {
        people: people.length,
        ...fates,
        signalsUnaccounted: early,
        indexesFoundWhileClocksRun: control.findings.length,
        filesScanned: report.files,
        bytesScanned: report.bytes,
        sequences: report.sequences,
        found: report.findings.length,
        unread: report.unread.length,
        forecastLines: forecast.length,
        tracesOfForgettingTraces: ownTraces,
        rowsLeft,
        certificatesWaiting: waiting,
      },
    }
  } finally {
    await counts.close()
  }
}

/** Stops after each class has ended. Answers how many erasures had no certificate in time. */
async function passClocks(run: ProofRun, stage: Stage, counts: Counts): Promise<number> {
  let waiting = 0
  for (const months of monthsOfClocks) {
    if (months === monthsOfClocks.at(-1)) await letKeysRest(run)
    await stage.letTimePassUntil(addMonths(stage.begunAt, months))
    await letHoursPass(stage, [25, 25])
    const certificates = await countCertificates(counts, desks, stage.now().getTime())
    waiting += certificates.without
    run.say(`${months} months: ${certificates.made} certificates, ${certificates.without} wait.`)
  }
  return waiting
}

function rememberPeople(stage: Stage, people: SecretNumber[]): Stage {
  return {
    ...stage,
    person(scheme) {
      const person = stage.person(scheme)
      people.push(person.subject)
      return person
    },
  }
}

/** Who still reads under an old key of objections has two minutes by the machine's own clock. */
async function letKeysRest(run: ProofRun): Promise<void> {
  run.say(`Keys rest ${keysRestMs / 1_000} s by the machine’s own clock before they are destroyed.`)
  await sleep(keysRestMs)
}

async function letHoursPass(stage: Stage, hours: readonly number[]): Promise<void> {
  for (const each of hours) {
    await stage.letTimePassUntil(new Date(stage.now().getTime() + each * hourMs))
  }
}

/** What `--sabotage` does: one objection cannot be deleted. */
async function skipOneErasure({ hub }: Counts): Promise<void> {
  await hub.unsafe(`
    CREATE FUNCTION public.skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
    DO $$ DECLARE one uuid; BEGIN
      SELECT id INTO one FROM consent.objection LIMIT 1;
      EXECUTE format('CREATE TRIGGER skip BEFORE DELETE ON consent.objection FOR EACH ROW
        WHEN (OLD.id = %L) EXECUTE FUNCTION public.skip()', one);
    END $$`)
}

/**
 * Every line of every forecast, the hub's and each desk's, overdue ones included; but not the
 * `ownTraces` that the hub wrote of forgetting the last traces, which are about nobody, nor keys
 * in use whose turn has not come.
 */
async function readForecasts(hub: Hub, ownTraces: number): Promise<string[]> {
  const read = async (clientId: string, audience: string, scope: string, baseUrl: string) => {
    const { privateKeyPem: privateKey } = hub.client(clientId)
    const tokens = createTokenSource({
      issuer: hub.urls.identity,
      clientId,
      privateKey,
      audience,
      scope,
    })
    const api = createApi({ baseUrl, tokens, timeoutMs: callMsMax })
    try {
      const answer: unknown = await api.ok({ method: 'GET', path: '/v1/deletions' })
      const validate = validatorFor('urn:unefois:contracts:deletions.v2')
      if (!validate(answer)) throw new Error('a forecast does not follow its contract')
      const data = answer.due.filter(line => line.class !== 'key')
      const lines = [...data, ...answer.overdue].filter(
        line => line.owner !== 'audit' || line.class !== 'trace' || line.count > ownTraces,
      )
      return lines.map(
        line => `${clientId}: ${line.owner} ${line.class}, ${line.count}, ${line.dueAt}`,
      )
    } finally {
      await api.close()
    }
  }
  const lines = await read('hub-dpo', 'urn:unefois:hub', 'retention', hub.urls.audit)
  for (const desk of desks) {
    const url = hub.urls.desks[desk] ?? ''
    lines.push(...(await read(`${desk}-dpo`, `urn:unefois:desk:${desk}`, 'figures', url)))
  }
  return lines
}

function addMonths(at: Date, months: number): Date {
  const later = new Date(at)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later
}
