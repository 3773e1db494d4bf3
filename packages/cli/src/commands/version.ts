import { readFileSync } from 'node:fs'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'

const manifest: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

export const version: Command = {
  name: 'version',
  usage: 'version',
  options: { version: 'boolean' },
  positionals: { min: 0, max: 0 },
  summary: 'version',
  async run({ terminal }) {
    const node = process.versions.node
    terminal.result(`unefois ${manifest.version} (Node ${node})`, {
      version: manifest.version,
      node,
    })
    return exitCodes.done
  },
}
