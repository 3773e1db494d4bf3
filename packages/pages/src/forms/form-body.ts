import type { FastifyInstance } from 'fastify'
import { limits } from '../limits.ts'

/**
 * Lets the routes of this scope read a form (application/x-www-form-urlencoded) as
 * `URLSearchParams`, and nothing else.
 */
export function readForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  const options = { parseAs: 'string', bodyLimit: limits.formBytesMax } as const
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (_request, body: string, done) => {
      const form = new URLSearchParams(body)
      if (form.size <= limits.formFieldsMax) return done(null, form)
      done(Object.assign(new Error('too many fields'), { statusCode: 413 }))
    },
  )
}

/** The one value of a field, trimmed; undefined when it is absent, empty or there twice. */
export function fieldOf(form: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = form.getAll(name)
  return more.length === 0 ? value?.trim() || undefined : undefined
}
