import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { isZip, readZip, writeZip, ZipError } from '../src/index.ts'

const files = [
  { name: 'mimetype', bytes: Buffer.from('application/x-test') },
  { name: 'events.json', bytes: Buffer.from('[{"a":1}]') },
  { name: 'proofs/00001.tlog-proof', bytes: Buffer.alloc(300, 7) },
  { name: 'empty', bytes: Buffer.alloc(0) },
]

t.test('the same files are the same bytes, and come back as they were', t => {
  const zip = writeZip(files)
  t.strictSame(writeZip(files.map(each => ({ ...each }))), zip)
  t.ok(isZip(zip))
  t.notOk(isZip(Buffer.from('unefois')))
  const back = readZip(zip)
  t.strictSame(
    back.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('hex')]),
    files.map(({ name, bytes }) => [name, bytes.toString('hex')]),
  )
  t.strictSame(readZip(writeZip([])), [])
  t.end()
})

t.test('no byte can be changed, taken away or added unseen', t => {
  const zip = writeZip(files)
  const isRead = (bytes: Buffer) => {
    try {
      const read = readZip(bytes)
      return read.every(({ bytes: own }, place) => files[place]?.bytes.equals(own) === true)
    } catch (error) {
      if (error instanceof ZipError) return false
      throw error
    }
  }
  t.ok(isRead(zip))
  let unseen = 0
  for (let at = 0; at < zip.length; at += 1) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const changed = Buffer.from(zip)
      changed[at] = (changed[at] ?? 0) ^ flip
      if (isRead(changed)) unseen += 1
    }
  }
  t.equal(unseen, 0)
  for (const other of [
    zip.subarray(1),
    zip.subarray(0, -1),
    Buffer.concat([zip, Buffer.from([0])]),
    Buffer.concat([Buffer.from([0]), zip]),
    Buffer.alloc(0),
  ]) {
    t.throws(() => readZip(other), { code: 'not-canonical' })
  }
  t.end()
})

t.test('names lead nowhere else', t => {
  const named = (name: string) => () => writeZip([{ name, bytes: Buffer.alloc(0) }])
  for (const name of ['', '/a', 'a//b', '../a', 'a/../b', 'é', 'a b', '.hidden', 'a/', 'a\\b']) {
    t.throws(named(name), { code: 'name-unfit' }, name)
  }
  t.throws(() => writeZip([...files, ...files]), { code: 'name-doubled' })
  t.end()
})

t.test('other programs read it', t => {
  const folder = mkdtempSync(join(tmpdir(), 'zip-test-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'a.zip')
  writeFileSync(path, writeZip(files))
  const program = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
print([(i.filename, i.file_size, i.compress_type, i.date_time) for i in z.infolist()])`
  const ended = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' })
  // Where there is no Python, there is no second opinion.
  if (ended.error === undefined) {
    t.equal(ended.status, 0, ended.stderr)
    t.match(ended.stdout, /\('mimetype', 18, 0, \(1980, 1, 1, 0, 0, 0\)\)/u)
  }
  t.end()
})
