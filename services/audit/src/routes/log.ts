import { LogError } from '@unefois/audit-log'
import type { CosignatureV2, DeskActs } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import type { FastifyReply } from 'fastify'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { acceptCosignature } from '../use-cases/accept-cosignature.ts'
import type { askWitness } from '../use-cases/ask-witness.ts'
import type { readDirectory } from '../use-cases/read-directory.ts'
import type { readCheckpoint, readPolicy, readTile } from '../use-cases/read-log.ts'
import type { readPredecessors } from '../use-cases/read-predecessors.ts'
import type { recordDeskActs } from '../use-cases/record-desk-acts.ts'

export interface LogRouteDeps {
  readonly readCheckpoint: ReturnType<typeof readCheckpoint>
  readonly readPolicy: ReturnType<typeof readPolicy>
  readonly readTile: ReturnType<typeof readTile>
  readonly askWitness: ReturnType<typeof askWitness>
  readonly acceptCosignature: ReturnType<typeof acceptCosignature>
  readonly readPredecessors: ReturnType<typeof readPredecessors>
  readonly readDirectory: ReturnType<typeof readDirectory>
  readonly recordDeskActs: ReturnType<typeof recordDeskActs>
}

const levelPattern = '^(entries|[0-7])$'
const groupPattern = '^(x?[0-9]{3}|[0-9]{3}\\.p|[1-9][0-9]{0,2})$'
/** A tree of 256 · 10^9 leaves has paths of so many parts below its level. */
const places = ['/:a', '/:a/:b', '/:a/:b/:c', '/:a/:b/:c/:d'] as const
const textType = 'text/plain; charset=utf-8'

/** The published log, for everybody; what a witness asks and says. */
export function logRoutes(deps: LogRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/log/checkpoint',
      summary: 'The log’s newest published checkpoint, with the witnesses’ signatures.',
      public: true,
      response: { 200: null },
      mediaType: textType,
      async handler(_request, reply) {
        const checkpoint = await deps.readCheckpoint()
        if (checkpoint === undefined) throw problems['checkpoint-unknown']()
        return sendText(reply, checkpoint)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/log/policy',
      summary: 'Whose signatures make a checkpoint believable (C2SP tlog-policy).',
      description: 'A verifier keeps its own copy: this one is the hub’s word.',
      public: true,
      response: { 200: null },
      mediaType: textType,
      handler: async (_request, reply) => sendText(reply, await deps.readPolicy()),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/log/predecessors',
      summary: 'After which logs this one began, each beginning a leaf with its proof.',
      public: true,
      response: { 200: 'log-predecessors.v1' },
      async handler() {
        const predecessors = await deps.readPredecessors()
        if (predecessors === undefined) throw problems['checkpoint-unknown']()
        return predecessors
      },
    }),
    ...places.map(place => tileRoute(deps, place)),
    ...witnessRoutes(deps),
  ]
}

function tileRoute(deps: LogRouteDeps, place: string): Route {
  return defineRoute({
    method: 'GET',
    url: `/v1/log/tile/:level${place}`,
    summary: 'A tile of hashes or of entries of the published tree (C2SP tlog-tiles).',
    public: true,
    params: {
      level: levelPattern,
      a: groupPattern,
      b: groupPattern,
      c: groupPattern,
      d: groupPattern,
    },
    response: { 200: null },
    mediaType: 'application/octet-stream',
    async handler({ params: { level, a, b, c, d } }, reply) {
      const path = ['tile', level, a, b, c, d].filter(part => part !== undefined).join('/')
      const tile = await read(deps, path)
      if (tile === undefined) throw problems['tile-unknown']()
      reply.type('application/octet-stream')
      reply.header('cache-control', `public, max-age=${limits.tileCachedSec}, immutable`)
      return reply.send(tile)
    },
  })
}

async function read(deps: LogRouteDeps, path: string): Promise<Buffer | undefined> {
  try {
    return await deps.readTile(path)
  } catch (error) {
    if (error instanceof LogError && error.code === 'tile-path') return undefined
    throw error
  }
}

function witnessRoutes(deps: LogRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/log/add-checkpoint',
      summary: 'What the log asks of the caller’s witness: cosign this, which adds to the old one.',
      description: 'C2SP tlog-witness, the witness asking. 204 when there is nothing to cosign.',
      scopes: ['receive'],
      query: {
        old: { type: 'integer', minimum: 0, maximum: limits.leavesMax, default: 0 },
      },
      response: { 200: null, 204: null },
      mediaType: textType,
      async handler({ caller, checkedQuery }, reply) {
        const asked = await deps.askWitness(caller.agency, checkedQuery.old)
        if (asked === undefined) return reply.code(204).send()
        return sendText(reply, asked)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/log/directory',
      summary: 'What the log says of the caller’s own keys and agreements, with proofs.',
      description: 'To the published checkpoint of `size`; up to 100 entries after the index.',
      scopes: ['receive'],
      query: {
        size: { type: 'integer', minimum: 0, maximum: limits.leavesMax, default: 0 },
        after: { type: 'integer', minimum: -1, maximum: limits.leavesMax, default: -1 },
      },
      response: { 200: 'log-directory.v1' },
      handler: ({ caller, checkedQuery: { size, after } }) =>
        deps.readDirectory(caller.agency, { size, after }),
    }),
    defineRoute<DeskActs>({
      method: 'POST',
      url: '/v1/events',
      summary: 'What the caller’s desk did by itself, for the log: up to 500 acts.',
      description: 'Idempotent by the acts’ ids. The token names the agency.',
      scopes: ['receive'],
      body: 'desk-acts.v1',
      response: { 200: 'desk-acts-answer.v1' },
      handler: ({ body, caller }) => deps.recordDeskActs(body, caller),
    }),
    defineRoute<CosignatureV2>({
      method: 'POST',
      url: '/v1/cosignatures',
      summary: 'What the caller’s witness says of a published checkpoint.',
      description:
        'The same said again replaces it: a newer signature carries a newer time. Another key ' +
        'takes the place of the present one when that one signs, too.',
      scopes: ['receive'],
      body: 'cosignature.v2',
      response: { 204: null },
      async handler({ body, caller }, reply) {
        await deps.acceptCosignature(body, caller)
        return reply.code(204).send()
      },
    }),
  ]
}

function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type(textType).header('cache-control', 'no-store').send(text)
}
