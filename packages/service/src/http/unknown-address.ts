import type { FastifyInstance } from 'fastify'
import { problems } from '../errors.ts'
import { sendProblem } from './problem-reply.ts'

/**
 * 404 for an address nobody serves, 405 with `Allow` for one that takes other methods.
 * Call before any route is added. The path itself is never repeated.
 */
export function answerUnknownAddresses(app: FastifyInstance): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', route => {
    const entry = known.get(route.url) ?? { pattern: patternOf(route.url), methods: new Set() }
    for (const method of [route.method].flat()) entry.methods.add(method)
    known.set(route.url, entry)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const methods = [...known.values()].find(entry => entry.pattern.test(path))?.methods
    if (methods === undefined) return sendProblem(reply, problems['not-found']())
    reply.header('allow', [...methods].sort().join(', '))
    return sendProblem(reply, problems['method-not-allowed']())
  })
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map(part => {
      if (part.startsWith(':')) return '[^/]+'
      return part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    })
    .join('/')
  return new RegExp(`^${source}$`, 'u')
}
