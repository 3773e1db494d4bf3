import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HubUrls } from '@unefois/local'
import { createTokenSource } from '@unefois/sdk'
import { addressFile } from './welcome.ts'

const usage = `Usage: npm run -s token <client> [<desk>]
Prints an access token (5 minutes) of a sample client, for the hub or for the desk of an agency.
The hub must be up (npm start). Clients: cpas-forest, onss… (an agency’s system),
cpam-13-adviser, cpam-13-lead… (people), hub-dpo.`

const dataDir = fileURLToPath(new URL('../../../.unefois/', import.meta.url))

process.exitCode = await main()

/** Asks the issuer of the hub that is up for a token, with the sample client's own key. */
async function main(): Promise<number> {
  const [clientId, desk] = process.argv.slice(2)
  if (clientId === undefined || !/^[a-z][a-z0-9-]+$/u.test(clientId)) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const urls: HubUrls = JSON.parse(readFileSync(addressFile(dataDir), 'utf8'))
  const tokens = createTokenSource({
    issuer: urls.identity,
    clientId,
    privateKey: readFileSync(join(dataDir, 'keys', 'clients', `${clientId}.pem`), 'utf8'),
    audience: desk === undefined ? 'urn:unefois:hub' : `urn:unefois:desk:${desk}`,
  })
  process.stdout.write(`${await tokens.token()}\n`)
  return 0
}
