import type { FastifyRequest } from 'fastify'
import { problems } from '../errors.ts'

/** @throws Problem 403 unless the caller is of the hub; scope and role are the route's. */
export function checkOfficer({ caller }: Pick<FastifyRequest, 'caller'>): void {
  if (caller.environmentOf !== 'hub') throw problems['not-the-hub-officer']()
}

export const uuidPattern =
  '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
export const positionPattern = '^(0|[1-9][0-9]{0,9})$'
