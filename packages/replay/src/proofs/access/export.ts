import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { formatTilePath, tileWidth } from '@unefois/audit-log'
import type { Hub } from '@unefois/local'
import { createTokenSource } from '@unefois/sdk'
import type { PublicLog } from '../transparency/log-of-hub.ts'
import type { Walked } from './walk.ts'

/** The hub's officer, who has the person's number and the receipt. */
export function openOfficer(hub: Hub) {
  const tokens = createTokenSource({
    issuer: hub.urls.identity,
    clientId: 'hub-dpo',
    privateKey: hub.client('hub-dpo').privateKeyPem,
    audience: 'urn:unefois:hub',
  })
  const call = async (path: string, body?: object): Promise<Buffer> => {
    const answer = await fetch(`${hub.urls.audit}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await tokens.token()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (answer.status !== 200) throw new Error(`the officer was answered ${answer.status}`)
    return Buffer.from(await answer.arrayBuffer())
  }
  return {
    /** The answer to a person, as it is handed to them. */
    answer({ numbers, request }: Walked, part = 1): Promise<Buffer> {
      return call(`/v1/access-requests?part=${part}`, { subject: numbers.at(-1), request })
    },
    /** The first page of certificates of erasure. */
    certificates: () => call('/v1/certificates'),
    close: () => tokens.close(),
  }
}

/** Keeps a published log as anybody may: its checkpoint, its policy, every tile and bundle. */
export async function keepLog(log: PublicLog, folder: string): Promise<number> {
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  const checkpoint = (await log.checkpoint()) ?? ''
  const size = Number(checkpoint.split('\n')[1])
  put('checkpoint', checkpoint)
  put('policy', await log.policy())
  for (let level = 0, hashes = size; hashes > 0; level += 1) {
    for (let index = 0; index * tileWidth < hashes; index += 1) {
      const width = Math.min(tileWidth, hashes - index * tileWidth)
      const paths = [formatTilePath({ kind: 'hashes', level, index, width })]
      if (level === 0) paths.push(formatTilePath({ kind: 'entries', index, width }))
      for (const path of paths) put(path, await log.tile(path))
    }
    hashes = Math.floor(hashes / tileWidth)
  }
  return size
}
