import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemas } from '@unefois/contracts'
import type { Hub } from '@unefois/local'
import { createSite } from '@unefois/pages'
import { buildService, createManualClock } from '@unefois/service'
import { freePort } from '../free-port.ts'
import { formPage, partsPage } from './specimen-pages.ts'

/** A console of nothing: every part of packages/pages once, behind the real sign-in. */
export interface Specimen {
  readonly url: string
  close(): Promise<void>
}

const clientId = 'hub-operator'

/** Starts it as a client of the hub's issuer that people may come back to. */
export async function startSpecimen(
  hub: Pick<Hub, 'dataDir' | 'urls' | 'client' | 'nowMs'>,
): Promise<Specimen> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  letPeopleBack(join(hub.dataDir, 'identity', 'clients.json'), `${url}/sign-in/done`)
  const app = buildService({
    name: 'specimen',
    log: () => undefined,
    clock: createManualClock(hub.nowMs()),
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  const site = createSite(app, {
    log: () => undefined,
    origin: url,
    fictitious: true,
    service: () => 'Unefois · console',
    navigation: language => [
      { href: '/', label: { fr: 'Éléments', nl: 'Delen', de: 'Teile', en: 'Parts' }[language] },
      { href: '/form', label: { fr: 'Dossier', nl: 'Dossier', de: 'Akte', en: 'File' }[language] },
    ],
    signIn: {
      issuer: hub.urls.identity,
      clientId,
      clientKey: hub.client(clientId).privateKeyPem,
      accepts: ({ roles }) => roles.includes('dpo'),
    },
  })
  site.show('/', { for: ['dpo'], page: ({ language }) => partsPage(language) })
  site.show('/form', { for: ['dpo'], page: visit => formPage(visit, undefined) })
  site.accept('/form', { for: ['dpo'], act: (visit, form) => formPage(visit, form) })
  await app.listen({ port, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

/** The issuer reads its list again when it has changed. */
function letPeopleBack(file: string, redirectUri: string): void {
  const clients: { clientId: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  const changed = clients.map(client =>
    client.clientId === clientId ? { ...client, redirectUris: [redirectUri] } : client,
  )
  writeFileSync(`${file}.next`, JSON.stringify(changed), { mode: 0o600 })
  renameSync(`${file}.next`, file)
}
