/** One address that a service answers, as its router knows it. */
export interface ListedRoute {
  readonly method: string
  readonly url: string
}

/**
 * Every address of a service, pages and calls alike, from the router itself: what is added tomorrow
 * is in it. The service must be ready.
 */
export function listRoutes(app: {
  printRoutes(how: { commonPrefix: false }): string
}): readonly ListedRoute[] {
  const path: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent, segment, methods] =
        /^(.*?)[└├]── (\S+)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? []
      if (indent === undefined || segment === undefined) return []
      path.splice(indent.length / indentChars, path.length, segment)
      const url = path.join('')
      return (methods?.split(', ') ?? []).map(method => ({ method, url }))
    })
}

/** Of one step in the router's tree, as fastify prints it. */
const indentChars = 4
