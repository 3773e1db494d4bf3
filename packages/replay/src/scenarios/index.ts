import type { Scenario } from '../scenario.ts'

/** Every scenario by name, loaded only when it is played. */
export const scenarios: Readonly<Record<string, () => Promise<Scenario>>> = {
  'action-4': async () => (await import('./action-4/scenario.ts')).action4,
  'dimona-first-job': async () => (await import('./dimona-first-job.ts')).dimonaFirstJob,
}
