import type { FastifyRequest } from 'fastify'

/** The forms of open data here: JSON unless something else is asked for. */
export type Form = 'json' | 'csv' | 'html'

const types = { json: 'application/json', csv: 'text/csv', html: 'text/html' } as const

/**
 * The form that Accept (RFC 9110 §12.5.1) weighs highest. JSON wins a tie, so that `curl`, which
 * takes everything, gets it; a browser names HTML first.
 */
export function preferredForm(request: FastifyRequest): Form {
  const accept = request.headers.accept ?? ''
  const forms = ['json', 'csv', 'html'] as const
  return forms.reduce<Form>(
    (best, form) => (weightOf(types[form], accept) > weightOf(types[best], accept) ? form : best),
    'json',
  )
}

function weightOf(type: string, accept: string): number {
  const ranges = accept.split(',').map(range =>
    range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/u),
  )
  const range = ranges.find(([name]) => name === type)
  if (range === undefined) return 0
  const quality = range.find(parameter => parameter.startsWith('q='))
  return quality === undefined ? 1 : Number(quality.slice(2)) || 0
}
