/** What the audit service answers to the hub's own officer alone: nobody else may ask. */
export function auditProbes(signalIds: readonly string[], day: string) {
  const hold = { signalIds, basis: 'court-order', provision: 'X 1', endsOn: day.slice(0, 10) }
  const id = signalIds[0] ?? ''
  const scope = { from: day, to: new Date(Date.parse(day) + 1_000).toISOString() }
  const natures = ['integrity']
  const breach = { reference: 'X 1', natures, knownAt: day, scope }
  const subject = { scheme: 'be-niss', value: '73041992368' }
  return [
    { method: 'GET', path: '/v1/deletions' },
    { method: 'GET', path: '/v1/certificates' },
    { method: 'GET', path: '/v1/legal-holds' },
    { method: 'POST', path: '/v1/legal-holds', body: hold },
    { method: 'POST', path: `/v1/legal-holds/${id}/end` },
    { method: 'POST', path: '/v1/access-requests', body: { subject, request: id } },
    { method: 'POST', path: '/v1/event-searches', body: { subject, file: id } },
    { method: 'POST', path: '/v1/breaches', body: breach },
  ] as const
}
