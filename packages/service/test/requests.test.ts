import { pointersOf, problemPointersMax } from '@unefois/errors'
import t from 'tap'
import { limits } from '../src/index.ts'
import { build, refused, uuid } from './app.ts'

t.test('a body is refused, never stripped, and nothing of it is repeated', async t => {
  const app = build()
  t.teardown(() => app.close())
  const post = (payload: string | object) =>
    ({ method: 'POST', url: '/v1/releases', payload }) as const
  const good = await app.inject(post({ ids: [uuid] }))
  t.strictSame(good.json(), { releases: [{ id: uuid, refusal: 'gone' }] })
  t.equal(good.headers['cache-control'], 'no-store')
  const secret = '253072B07300470'
  const cases: [unknown, string][] = [
    [{ ids: [uuid], [secret]: 1 }, ''],
    [{ ids: [uuid], name: secret }, ''],
    [{ ids: [secret] }, '/ids/0'],
    [{ ids: [uuid, { [secret]: secret }] }, '/ids/1'],
    [{ ids: [] }, '/ids'],
    [{ ids: Array(501).fill(uuid) }, '/ids'],
    [{ ids: [1] }, '/ids/0'],
    [{}, '/ids'],
    [[], ''],
    [null, ''],
    ['253072B07300470', ''],
  ]
  for (const [payload, pointer] of cases) {
    const text = JSON.stringify(payload)
    const request = { ...post(text), headers: { 'content-type': 'application/json' } }
    const answer = await refused(t, app, request, 400, 'invalid-body')
    t.same(
      answer.json().errors.map((error: { pointer: string }) => error.pointer),
      [pointer],
      text.slice(0, 60),
    )
    t.notOk(answer.body.includes(secret), 'no value, no unknown name')
  }
})

t.test('pointers are cut where a name is not of the contracts', t => {
  const known = new Set(['ids', 'a/b'])
  const cut = (instancePath: string, params = {}) =>
    pointersOf([{ instancePath, keyword: 'type', params }], known)[0]?.pointer
  t.equal(cut('/ids/3/253072B07300470/x'), '/ids/3')
  t.equal(cut('/253072B07300470'), '')
  t.equal(cut('/a~1b/0'), '/a~1b/0')
  t.equal(cut('/ids/12345678'), '/ids', 'a number longer than any list of ours may be somebody')
  t.equal(cut('', { missingProperty: 'ids' }), '/ids')
  const many = Array.from({ length: 99 }, (_, i) => ({
    instancePath: `/ids/${i}`,
    keyword: 'type',
  }))
  t.equal(pointersOf(many, known).length, problemPointersMax)
  const odd = pointersOf([{ instancePath: '', keyword: 'made-up' }], known)
  t.equal(odd[0]?.detail, 'does not follow the schema')
  t.end()
})

t.test('what is not a JSON body', async t => {
  const app = build()
  t.teardown(() => app.close())
  const post = (payload: string, type = 'application/json') =>
    ({
      method: 'POST',
      url: '/v1/releases',
      payload,
      headers: { 'content-type': type },
    }) as const
  const text = JSON.stringify({ ids: [uuid] })
  await refused(t, app, post('{"ids": [253072B'), 400, 'invalid-json')
  await refused(t, app, post(''), 400, 'invalid-json')
  await refused(t, app, post(`{"ids":["${uuid}"],"__proto__":{"x":1}}`), 400, 'invalid-json')
  await refused(t, app, post(text, 'text/plain'), 415, 'unsupported-media-type')
  await refused(t, app, post(text, 'application/xml'), 415, 'unsupported-media-type')
  await refused(t, app, post(' '.repeat(limits.bodyBytesMax + 1)), 413, 'body-too-large')
  await refused(t, app, { method: 'POST', url: '/v1/releases' }, 400, 'invalid-body')
})

t.test('addresses, methods, path parameters', async t => {
  const app = build()
  t.teardown(() => app.close())
  const secret = '1990101123456'
  for (const url of [`/v1/${secret}`, `/v1/things/${secret}?x=${secret}`]) {
    const answer = await refused(t, app, { method: 'GET', url }, 404, 'not-found')
    t.notOk(answer.body.includes(secret))
  }
  const wrong = await refused(
    t,
    app,
    { method: 'DELETE', url: '/v1/releases' },
    405,
    'method-not-allowed',
  )
  t.equal(wrong.headers.allow, 'POST')
  await refused(t, app, { method: 'GET', url: '/v1/%zz' }, 400, 'bad-request')
  const headers = { 'idempotency-key': uuid, 'if-match': '"1"' }
  for (const id of ['a b', 'a.b', 'é', 'x'.repeat(65)]) {
    const url = `/v1/things/${encodeURIComponent(id)}/claim`
    await refused(t, app, { method: 'POST', url, headers }, 404, 'not-found')
  }
})

t.test('Idempotency-Key, If-Match, query strings', async t => {
  const app = build({ checkResponses: false })
  t.teardown(() => app.close())
  const claim = (headers: Record<string, string>) =>
    ({ method: 'POST', url: '/v1/things/t1/claim', headers }) as const
  const ok = await app.inject(claim({ 'idempotency-key': uuid.toUpperCase(), 'if-match': '"7"' }))
  t.strictSame(ok.json(), { idempotencyKey: uuid, id: 't1' })
  t.equal(ok.headers.etag, '"8"')
  await refused(t, app, claim({ 'if-match': '"7"' }), 400, 'idempotency-key-missing')
  for (const key of ['1', `${uuid},${uuid}`, `${uuid}x`, '']) {
    const headers = { 'idempotency-key': key, 'if-match': '"7"' }
    await refused(t, app, claim(headers), 400, 'idempotency-key-invalid')
  }
  await refused(t, app, claim({ 'idempotency-key': uuid }), 428, 'version-required')
  for (const tag of ['7', '*', 'W/"7"', '"7", "8"', '"-1"', '"07"']) {
    const headers = { 'idempotency-key': uuid, 'if-match': tag }
    await refused(t, app, claim(headers), 400, 'version-invalid')
  }
  const list = await app.inject('/v1/things?after=abc&limit=5')
  t.strictSame(list.json(), { after: 'abc', limit: 5 })
  t.equal(list.headers.link, '</v1/things?after=x1&limit=5>; rel="next"')
  t.equal(list.headers.ratelimit, '"calls";r=8;t=5')
  t.equal(list.headers['ratelimit-policy'], '"calls";q=9;w=60')
  t.equal((await app.inject('/v1/things')).json().limit, 100)
  for (const query of [
    'limit=0',
    'limit=501',
    'limit=5.0',
    'limit=05',
    'limit=1&limit=2',
    'nir=1',
  ]) {
    const answer = await refused(t, app, { url: `/v1/things?${query}` }, 400, 'invalid-query')
    t.notOk(answer.body.includes('nir'), 'an unknown parameter is not named')
  }
})
