import { readFileSync } from 'node:fs'
import { type Client, type ClientOptions, createClient } from '@unefois/sdk'

/** A client from `unefois.config.json`, the file that the command line reads, too. */
export function connect(receiver?: ClientOptions['receiver']): Client {
  const { hub, issuer, clientId, privateKeyFile } = JSON.parse(
    readFileSync('unefois.config.json', 'utf8'),
  )
  const privateKey = readFileSync(privateKeyFile, 'utf8')
  const options = { hub, issuer, clientId, privateKey }
  return createClient(receiver === undefined ? options : { ...options, receiver })
}
