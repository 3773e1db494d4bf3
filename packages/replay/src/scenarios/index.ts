import type { ScenarioEntry } from '../scenario.ts'

/** Every scenario by name, loaded only when it is played. */
export const scenarios: Readonly<Record<string, ScenarioEntry>> = {
  'action-4': {
    scales: false,
    load: async () => (await import('./action-4/scenario.ts')).action4,
  },
  'dimona-first-job': {
    scales: false,
    load: async () => (await import('./dimona-first-job.ts')).dimonaFirstJob,
  },
  'sncf-2023': {
    scales: true,
    load: async people => (await import('./sncf-2023.ts')).sncf2023(people),
  },
  'inami-im': {
    scales: true,
    load: async people => (await import('./inami-im.ts')).inamiIm(people),
  },
  'caf-carsat': {
    scales: true,
    load: async people => (await import('./caf-carsat.ts')).cafCarsat(people),
  },
  'onem-cpas': {
    scales: true,
    load: async people => (await import('./onem-cpas.ts')).onemCpas(people),
  },
  'cpam-cells': {
    scales: true,
    load: async people => (await import('./cpam-cells.ts')).cpamCells(people),
  },
  'life-event': {
    scales: false,
    load: async () => (await import('./life-event.ts')).lifeEvent,
  },
  'one-objection': {
    scales: false,
    load: async () => (await import('./one-objection.ts')).oneObjection,
  },
  onward: {
    scales: false,
    load: async () => (await import('./onward.ts')).onward,
  },
  succession: {
    scales: false,
    load: async () => (await import('./succession.ts')).succession,
  },
}
