import type { Proof } from '../proof.ts'

/** Every proof by name; each is loaded only when it is run or listed. */
export const proofs: Readonly<Record<string, () => Promise<Proof>>> = {
  crash: async () => (await import('./crash.ts')).crash,
  'store-loss': async () => (await import('./store-loss.ts')).storeLoss,
  isolation: async () => (await import('./isolation.ts')).isolation,
  idempotency: async () => (await import('./idempotency.ts')).idempotency,
  batch: async () => (await import('./batch.ts')).batch,
  'slow-desk': async () => (await import('./slow-desk.ts')).slowDesk,
  gate: async () => (await import('./gate.ts')).gate,
  oracle: async () => (await import('./oracle.ts')).oracle,
  'fail-closed': async () => (await import('./fail-closed.ts')).failClosed,
  forget: async () => (await import('./forget.ts')).forget,
  unlinkable: async () => (await import('./unlinkable.ts')).unlinkable,
  canary: async () => (await import('./canary.ts')).canary,
  'log-crash': async () => (await import('./log-crash.ts')).logCrash,
  access: async () => (await import('./access.ts')).access,
  tamper: async () => (await import('./tamper.ts')).tamper,
  'log-vectors': async () => (await import('./log-vectors.ts')).logVectors,
}
