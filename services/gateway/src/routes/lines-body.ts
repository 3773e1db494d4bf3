import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { LineFormat } from '@unefois/signal-lines'
import type { FastifyRequest } from 'fastify'
import { problems } from '../errors.ts'

/** What a stream of lines may be, by media type. */
export const lineFormats: Readonly<Record<string, LineFormat>> = {
  'application/x-ndjson': 'ndjson',
  'text/csv': 'csv',
}

/** The format that Content-Type names; the media types of the route are all there are. */
export function lineFormatOf(request: FastifyRequest): LineFormat {
  const type = String(request.headers['content-type']).split(';')[0]?.trim().toLowerCase() ?? ''
  const format = lineFormats[type]
  if (format === undefined) throw new Error('the route takes no other media type')
  return format
}

/**
 * The request's body as it comes, unpacked. A fault in it breaks only this stream, never the
 * connection, on which the refusal still has to go out.
 * @throws Problem 415 for another content encoding than gzip.
 */
export function openLinesBody(request: FastifyRequest): Readable {
  const { raw } = request
  // Our own idle limit answers; the server's would cut the connection without a word.
  raw.setTimeout(0)
  const encoding = request.headers['content-encoding']?.trim().toLowerCase()
  if (encoding === undefined || encoding === 'identity') return raw
  if (encoding !== 'gzip') throw problems['batch-encoding-unknown']()
  const unpacked = createGunzip()
  raw.on('error', error => unpacked.destroy(error))
  raw.on('aborted', () => unpacked.destroy(new Error('the sender left')))
  return raw.pipe(unpacked)
}
