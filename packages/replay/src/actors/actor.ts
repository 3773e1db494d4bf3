import { randomUUID } from 'node:crypto'
import { type ContractId, type ContractTypes, validatorFor } from '@unefois/contracts'
import type { Hub } from '@unefois/local'
import { type Api, ApiError, type CallResult, createApi, createTokenSource } from '@unefois/sdk'
import { callMsMax } from '../limits.ts'

/** A service of the hub, the desk of an agency, or one gateway of several by its address. */
export type Place =
  | 'gateway'
  | 'consent'
  | 'registry'
  | { readonly desk: string }
  | { readonly url: string }

const absent = [404, 410]

type ListId =
  | 'urn:unefois:contracts:feedback-list.v1'
  | 'urn:unefois:contracts:signal-list.v2'
  | 'urn:unefois:contracts:case-list.v2'

type ItemOf<Id extends ListId> = ContractTypes[Id]['items'][number]

/** Somebody with a token in front of one service. Every answer is checked against its contract. */
export interface Actor {
  get<Id extends ContractId>(path: string, answer: Id): Promise<ContractTypes[Id]>
  /** Answers undefined for what is not there (404) or no more (410). */
  find<Id extends ContractId>(path: string, answer: Id): Promise<ContractTypes[Id] | undefined>
  /** Every item of a list, following `Link: rel="next"` until a page is empty or the last. */
  list<Id extends ListId>(path: string, answer: Id): Promise<ItemOf<Id>[]>
  /** Creates something under a fresh idempotency key. */
  post<Id extends ContractId>(path: string, body: unknown, answer: Id): Promise<ContractTypes[Id]>
  /** Moves something on from the version it was decided on. Answers its new version. */
  move(path: string, body: unknown, version: number): Promise<number>
  /** The same where something else comes of it (`Link`, rel="related"). Answers its id. */
  moveInto(path: string, body: unknown, version: number): Promise<string>
}

/** Answers the actor that a client of the sample is in front of a place; tokens are kept. */
export function castActors(hub: Hub): (clientId: string, place: Place) => Actor {
  const known = new Map<string, Actor>()
  return (clientId, place) => {
    const name = `${clientId} at ${JSON.stringify(place)}`
    const actor = known.get(name) ?? act(apiOf(hub, clientId, place))
    known.set(name, actor)
    return actor
  }
}

/** The calls of one client of the sample to one place. */
export function apiOf(
  hub: Hub,
  clientId: string,
  place: Place,
  options: { timeoutMs?: number; retriesMax?: number } = {},
): Api {
  const tokens = createTokenSource({
    issuer: hub.urls.identity,
    clientId,
    privateKey: hub.client(clientId).privateKeyPem,
    audience:
      typeof place === 'object' && 'desk' in place
        ? `urn:unefois:desk:${place.desk}`
        : 'urn:unefois:hub',
  })
  return createApi({ baseUrl: addressOf(hub, place), tokens, timeoutMs: callMsMax, ...options })
}

function act(api: Api): Actor {
  return {
    async get(path, answer) {
      return checked(answer, await api.ok({ method: 'GET', path }))
    },
    async find(path, answer) {
      try {
        return checked(answer, await api.ok({ method: 'GET', path }))
      } catch (error) {
        if (error instanceof ApiError && absent.includes(error.status)) return undefined
        throw error
      }
    },
    async list(path, answer) {
      const items: ItemOf<typeof answer>[] = []
      for (let next: string | undefined = path; next !== undefined; ) {
        const read: CallResult = await api.call({ method: 'GET', path: next })
        if (read.status !== 200) throw new Error(`a list answered ${read.status}`)
        const page: ContractTypes[ListId] = checked(answer, read.body)
        items.push(...page.items)
        next = page.items.length === 0 ? undefined : nextPage(read.headers.link)
      }
      return items
    },
    async post(path, body, answer) {
      const idempotencyKey = randomUUID()
      return checked(answer, await api.ok({ method: 'POST', path, body, idempotencyKey }))
    },
    async move(path, body, version) {
      const moved = await makeMove(api, path, body, version)
      const etag = /^"([0-9]+)"$/u.exec(String(moved.headers.etag))?.[1]
      if (etag === undefined) throw new Error('a move answers the new version')
      return Number(etag)
    },
    async moveInto(path, body, version) {
      const { headers } = await makeMove(api, path, body, version)
      const id = /([0-9a-f-]{36})[^,]*>; rel="related"/u.exec(String(headers.link))?.[1]
      if (id === undefined) throw new Error('a move into something else names it')
      return id
    },
  }
}

/** @throws MoveRefused: a story may be about the refusal. */
async function makeMove(api: Api, path: string, body: unknown, version: number) {
  const call = { method: 'POST' as const, path, body, ifMatch: version }
  const moved = await api.call({ ...call, idempotencyKey: randomUUID() })
  if (moved.status === 204) return moved
  throw new MoveRefused(moved.status, codeOf(moved.body))
}

/** A move that was not made, and the code of its problem. */
export class MoveRefused extends Error {
  readonly code: string
  constructor(status: number, code: string) {
    super(`a move answered ${status}: ${code}`)
    this.code = code
  }
}

function addressOf(hub: Hub, place: Place): string {
  if (typeof place === 'string') return hub.urls[place]
  if ('url' in place) return place.url
  const url = hub.urls.desks[place.desk]
  if (url === undefined) throw new Error(`no desk of ${place.desk} runs here`)
  return url
}

function codeOf(body: unknown): string {
  return typeof body === 'object' && body !== null ? String(Reflect.get(body, 'code')) : 'no code'
}

function nextPage(link: string | string[] | undefined): string | undefined {
  return /^<([^>]+)>; rel="next"$/u.exec(String(link ?? ''))?.[1]
}

function checked<Id extends ContractId>(id: Id, value: unknown): ContractTypes[Id] {
  const validate = validatorFor(id)
  if (!validate(value)) throw new Error(`an answer does not follow ${id}`)
  return value
}
