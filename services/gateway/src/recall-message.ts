import { type Publication, recallSubject, restrictionSubject } from '@unefois/bus'
import type { Recall, RestrictionOrder } from '@unefois/contracts'
import type { WaitingRecall } from './repositories/outbox.ts'

/** What a receiver is told of a signal it has: to erase it, or of a restriction. */
export function recallMessage(row: WaitingRecall): Publication {
  const { id, signalId, receiver, reason } = row
  const isRecall = reason !== 'restricted' && reason !== 'lifted'
  return {
    subject: isRecall ? recallSubject(receiver, signalId) : restrictionSubject(receiver, id),
    messageId: id,
    payload: Buffer.from(JSON.stringify(isRecall ? recallOf(row) : restrictionOf(row))),
  }
}

function recallOf({ id, signalId, reason, createdAt }: WaitingRecall): Recall {
  return {
    specversion: '1.0',
    id,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.recall.v1',
    time: createdAt.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:recall.v1',
    data: { recallId: id, signalId, reason: reason as Recall['data']['reason'] },
  }
}

function restrictionOf(row: WaitingRecall): RestrictionOrder {
  const { id, signalId, reason, ground, createdAt } = row
  const at = createdAt.toISOString()
  const data = {
    orderId: id,
    signalId,
    state: reason,
    at,
    ...(ground === null ? {} : { ground }),
  } as RestrictionOrder['data']
  return {
    specversion: '1.0',
    id,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.restriction-order.v1',
    time: at,
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:restriction-order.v1',
    data,
  }
}
