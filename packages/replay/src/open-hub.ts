import {
  type Hub,
  type HubOptions,
  loadSample,
  readLocalConfig,
  type Say,
  sampleOf,
  sampleParticipants,
  startHub,
} from '@unefois/local'
import type { Cast } from './scenario.ts'
import { waitForAgreements } from './wait-for-agreements.ts'

/**
 * Starts a hub with the sample agencies and their FICTITIOUS agreements, on our own servers or on
 * those that the environment names (`DATABASE_URL`, `NATS_URL`).
 */
export async function openReplayHub(
  options: Pick<HubOptions, 'accessPartEvents' | 'desks' | 'gateways' | 'dataDir'> & {
    say: Say
    ownServers?: boolean
    cast?: Cast | undefined
  },
): Promise<Hub> {
  const { ownServers = false, cast, ...rest } = options
  const config = readLocalConfig()
  const hub = await startHub({
    ...rest,
    participants: [...sampleParticipants, ...(cast?.participants ?? [])],
    ...(config.PORT_BASE === undefined ? {} : { portBase: config.PORT_BASE }),
    otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    ...(ownServers
      ? {}
      : {
          databaseUrl: config.DATABASE_URL,
          natsUrl: config.NATS_URL,
          natsCredentialsFile: config.NATS_CREDENTIALS_FILE,
        }),
  })
  try {
    const sample = sampleOf(hub)
    const agreements = [...sample.agreements, ...(cast?.agreements(hub.nowMs()) ?? [])]
    const concluded = await loadSample(hub, { ...sample, agreements })
    if (concluded > 0) options.say(`${concluded} FICTITIOUS agreements concluded at the registry.`)
    await waitForAgreements(hub, agreements)
  } catch (error) {
    await hub.stop()
    throw error
  }
  return hub
}
