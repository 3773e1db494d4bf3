import type { Scene } from './jobs.ts'
import type { Player } from './player.ts'

const dayMs = 86_400_000

/** A day before the hub's today, YYYY-MM-DD. */
export function daysAgo({ hub }: Scene, days: number): string {
  return new Date(hub.nowMs() - days * dayMs).toISOString().slice(0, 10)
}

/** Opens a page of the console and signs in, as whoever is not signed in has to. */
export async function signIn(
  player: Player,
  { hub }: Scene,
  account: string,
  path = '/',
): Promise<void> {
  await player.open(`${hub.urls.audit}${path}`)
  await chooseAccount(player, account)
}

/** At the issuer. */
export async function chooseAccount(player: Player, account: string): Promise<void> {
  await player.skip()
  await player.choose('Compte', new RegExp(`^${account} – `, 'u'), account)
  await player.send('Se connecter')
}

/** From wherever the focus is. */
export async function signOut(player: Player): Promise<void> {
  await player.send('Se déconnecter', { key: 'Shift+Tab' })
  expect(player, await player.title(), /^Vous êtes déconnecté/u)
}

/** Keeps what is not as it should be, and goes on. */
export function expect(player: Player, text: string, wanted: RegExp): void {
  if (!wanted.test(text)) player.faults.add(`«${text}» is not ${wanted.source}`)
}
