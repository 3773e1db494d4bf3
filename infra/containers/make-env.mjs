// Writes `.env` (or the file named) for docker-compose.yml: one random password for every
// `${NAME:?…}` that it asks for. No dependency, Node ≥ 18. Refuses to overwrite: the database
// keeps the old ones.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const file = process.argv[2] ?? join(root, '.env')
const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const names = [...new Set([...compose.matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(match => match[1]))]
const lines = names.map(name => `${name}=${randomBytes(24).toString('hex')}\n`)

try {
  writeFileSync(file, lines.join(''), { mode: 0o600, flag: 'wx' })
  process.stderr.write(`${file} written with ${names.length} passwords.\n`)
} catch (error) {
  if (error.code !== 'EEXIST') throw error
  process.stderr.write(`${file} exists already: its passwords are those of the database. Kept.\n`)
}
