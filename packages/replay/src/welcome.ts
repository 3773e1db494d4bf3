import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Hub } from '@unefois/local'

/** A number of nobody: its serial is above what a day of births reaches. */
const nobody = '73041992368'

/** Where the addresses of the hub that runs on these data are written for other programs. */
export function addressFile(dataDir: string): string {
  return join(dataDir, 'addresses.json')
}

/** What a newcomer needs to go on: addresses, a token, a signal by curl, the logs. */
export function welcome(hub: Hub, root: string): string[] {
  const { identity, registry, consent, gateway, audit, desks } = hub.urls
  writeFileSync(addressFile(hub.dataDir), JSON.stringify(hub.urls, undefined, 2), { mode: 0o600 })
  const data = relative(root, hub.dataDir)
  const day = new Date(hub.nowMs()).toISOString().slice(0, 10)
  return [
    '',
    'The hub is up. Ctrl-C ends it; the next start finds its data.',
    '',
    `  gateway   ${gateway}`,
    `  registry  ${registry}`,
    `  consent   ${consent}`,
    `  identity  ${identity}`,
    `  console   ${audit}  (sign in as hub-dpo, hub-dpo-2, caf-13-dpo…)`,
    ...Object.entries(desks).map(([agency, url]) => `  desk      ${url}  ${agency}`),
    '',
    'Post a signal as the CPAS de Forest (the person is nobody; the agreement is FICTITIOUS):',
    '',
    '  TOKEN=$(npm run -s token cpas-forest)',
    `  curl -si ${gateway}/v1/signals \\`,
    '    -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\',
    `    -H "idempotency-key: $(node -p 'crypto.randomUUID()')" \\`,
    `    -d '{"subject":{"scheme":"be-niss","value":"${nobody}"},`,
    '         "right":"be.mutualite.intervention-majoree","addressee":"mutualite-horizon",',
    `         "observedOn":"${day}"}'`,
    '',
    'Look at it as its sender, then at the desk that received it (the case has the signal’s id):',
    '',
    `  curl -s ${gateway}/v1/signals/<id> -H "authorization: Bearer $TOKEN"`,
    '  DESK=$(npm run -s token mutualite-horizon-adviser mutualite-horizon)',
    `  curl -s ${desks['mutualite-horizon'] ?? '<desk>'}/v1/cases/<id> \\`,
    '    -H "authorization: Bearer $DESK"',
    '',
    `The hub’s clock says ${new Date(hub.nowMs()).toISOString()} (the walk moves it on).`,
    `Logs: ${data}/logs/   sample clients’ keys: ${data}/keys/clients/   data: ${data}/`,
    '',
  ]
}
