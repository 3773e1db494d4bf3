import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleAnswer, sampleLog, sampleZip } from '@unefois/testing'
import t from 'tap'

/**
 * The answer's ZIP as somebody else would read it, from its description alone: Python's own zip,
 * JSON, HMAC and SHA-256, and RFC 9162 §2.1.3.2. Signatures are not judged: its library has none.
 */
const program = `
import base64, hashlib, hmac, json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
raw = lambda text: base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))
sha = lambda data: hashlib.sha256(data).digest()
manifest = json.loads(z.read('manifest.json'))
for f in manifest['files']:
    assert sha(z.read(f['name'])) == raw(f['sha256']), f['name']
assert base64.b64encode(sha(z.read('manifest.json'))).decode() in z.read('signature.txt').decode()
proven = 0
for event in json.loads(z.read('events.json'))['events']:
    head, checkpoint = z.read(event['proof']).decode().split('\\n\\n', 1)
    version, extra, index, *path = head.split('\\n')
    assert version == 'c2sp.org/tlog-proof@v1'
    entry = base64.b64decode(extra[6:])
    parts = [(event['nonce1'], event['first']), (event['nonce2'], event['second'])]
    mac = lambda n, p: hmac.new(raw(n), p.encode(), hashlib.sha256).digest()
    assert entry == b''.join(mac(n, p) for n, p in parts)
    origin, size, root = checkpoint.split('\\n')[:3]
    fn, sn, node = int(index[6:]), int(size) - 1, sha(b'\\x00' + entry)
    for p in (base64.b64decode(line) for line in path):
        assert sn > 0
        if fn % 2 or fn == sn:
            node = sha(b'\\x01' + p + node)
            while fn % 2 == 0 and fn: fn, sn = fn >> 1, sn >> 1
        else: node = sha(b'\\x01' + node + p)
        fn, sn = fn >> 1, sn >> 1
    assert sn == 0 and node == base64.b64decode(root)
    proven += 1
print(proven)
`

t.test('another program, written from the description, finds the same', t => {
  const folder = mkdtempSync(join(tmpdir(), 'second-opinion-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const judge = (size: number, indexes: readonly number[], lie?: string) => {
    const parts = sampleAnswer(sampleLog(size), indexes, size)
    const events = parts.answer.events.map((event, place) =>
      place === 0 && lie !== undefined ? { ...event, first: lie } : event,
    )
    const zip = sampleZip({ ...parts, answer: { ...parts.answer, events } })
    writeFileSync(join(folder, 'answer.zip'), zip)
    return spawnSync('python3', ['-c', program, join(folder, 'answer.zip')], { encoding: 'utf8' })
  }
  const first = judge(300, [0, 3, 255, 256, 299])
  // Where there is no Python, there is no second opinion.
  if (first.error === undefined) {
    t.match(first, { status: 0, stdout: '5\n' }, first.stderr)
    for (const size of [1, 2, 3, 7, 257]) t.match(judge(size, [size - 1]), { stdout: '1\n' })
    t.not(judge(300, [5, 6], '{"kind":"act"}').status, 0, 'and finds a lie')
  }
  t.end()
})
