import { createServer } from 'node:http'
import type { AgreementText, RightList, Snapshot } from '@unefois/contracts'
import { createApi } from '@unefois/sdk'
import type { Test } from 'tap'
import { type Agreements, openAgreements } from '../../src/agreements.ts'
import { agreementHash, agreementText } from './agreement.ts'
import { listen } from './listen.ts'

/** A registry over real HTTP that answers as the contracts say. */
export interface TestRegistry {
  readonly url: string
  readonly agreements: Agreements
  /** What it says of agreements, by the hash under which it says it. */
  readonly texts: Map<string, AgreementText>
  isDown: boolean
}

const labels = { fr: 'Complémentaire santé solidaire', nl: 'C2S', de: 'C2S', en: 'C2S' }
const country = 'fr'
const rights: RightList = {
  items: [{ id: 'fr.cpam.c2s', country, receiverType: 'cpam', routing: 'territory', labels }],
}

/** Starts one; every question to it is asked again, so that a test need not wait. */
export async function startRegistry(t: Test): Promise<TestRegistry> {
  const state = { texts: new Map([[agreementHash, agreementText]]), isDown: false }
  const server = createServer((request, response) => {
    const body = request.url === '/v1/rights' ? rights : snapshotOf(state.texts)
    response.writeHead(state.isDown ? 503 : 200, { 'content-type': 'application/json' })
    response.end(state.isDown ? '{}' : JSON.stringify(body))
  })
  const url = await listen(t, server)
  const registry = createApi({ baseUrl: url, retriesMax: 0, timeoutMs: 30_000 })
  t.teardown(() => registry.close())
  let askedMs = 0
  const agreements = openAgreements({
    registry,
    agency: 'cpam-13',
    monotonicMs: () => {
      askedMs += 60_000
      return askedMs
    },
    onUnanswered: () => {},
  })
  await agreements.refresh()
  return Object.assign(state, { url, agreements })
}

function snapshotOf(texts: ReadonlyMap<string, AgreementText>): Snapshot {
  return {
    version: 1,
    participants: [
      { id: 'mission-locale-marseille', name: 'Mission locale', type: 'mission-locale' },
      { id: 'cpam-13', name: 'CPAM des Bouches-du-Rhône', type: 'cpam' },
      { id: 'caf-13', name: 'Caf des Bouches-du-Rhône', type: 'caf' },
    ].map(each => ({ ...each, country, keys: [] })) as Snapshot['participants'],
    rights: [],
    agreements: [...texts].map(([hash, text], n) => ({
      id: `agr_${String(n).padStart(32, '0')}`,
      hash,
      state: 'active',
      text,
    })),
    competence: [],
  }
}
