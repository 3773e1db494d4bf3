// Everything the launcher bounds, in one place.

export const portBaseDefault = 4_600
export const portsPerBlock = 40
export const portBaseMax = 30_000
/** Places of the block (architecture.md): desks from +6, operations 20 above each service. */
export const deskPortOffset = 6
export const desksMax = 11
export const guardPortOffset = 19
export const opsPortOffset = 20
export const postgresPortOffset = 38
export const natsPortOffset = 39
/** A service that is not ready within this has a reason to say. */
export const serviceReadyMsMax = 60_000
/** A million lines of a batch pass through a gateway of this heap (`npm run prove -- batch`). */
export const serviceHeapMibMax = 192
/**
 * A service lives on little, and a gateway throws away a lot: left to itself V8 marks its heap
 * again after every 20 MB, which took a third of the gateway's processor time. It may grow to four
 * times what lives, within the maximum, and young objects get 16 MB.
 */
export const serviceHeapGrowthPercent = 300
export const serviceYoungMibMax = 16
export const serviceStopMsMax = 15_000
export const healthTimeoutMsMax = 2_000
export const healthPollMs = 40
export const progressEveryMs = 5_000
/** Moving the clock waits for what the services do at each change (deadlines, erasures). */
export const clockMoveMsMax = 600_000
export const clockMoveSayMs = 20_000
export const parentPollMs = 500
/** How often logs are looked at: they are kept by the month. */
export const logCheckMs = 3_600_000
/** Lines of a dead service's log that are shown. */
export const logTailLines = 12
