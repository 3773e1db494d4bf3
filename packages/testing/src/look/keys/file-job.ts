import type { Identifier } from '@unefois/identifiers'
import type { Job } from './jobs.ts'
import type { Player } from './player.ts'
import { chooseAccount, expect, signIn, signOut } from './steps.ts'

const reference = 'FICTIF 2026-114'

/** A complaint: a file, a search by number that a second officer approves, what it finds. */
export const fileJob: Job = {
  name: 'file',
  movesMax: 165,
  async play(player, scene) {
    await signIn(player, scene, 'hub-dpo')
    await player.follow('Dossiers')
    await player.skip()
    await player.follow('Ouvrir un dossier')
    await player.skip()
    await player.pick('Plainte')
    await player.type('Référence', reference)
    await player.send('Ouvrir un dossier')
    await player.skip()
    await giveNumber(player, scene.known)
    await player.send('Demander une recherche')
    await signOut(player)

    await player.follow('Se connecter')
    await chooseAccount(player, 'hub-dpo-2')
    await player.skip()
    await player.follow(/Recherches par numéro/u)
    await player.skip()
    await player.follow(reference)
    await player.skip()
    await player.send('Approuver')
    await signOut(player)

    await player.follow('Se connecter')
    await chooseAccount(player, 'hub-dpo')
    await player.follow('Dossiers')
    await player.skip()
    await player.follow(reference)
    await player.skip()
    await giveNumber(player, scene.known)
    await player.send('Rechercher')
    expect(player, await player.title(), /^Ce que la plateforme sait/u)
    await player.skip()
    await player.inTab(/^[0-9a-f]{8}/u, async () => {
      expect(player, await player.title(), /^Échange du/u)
    })
    await player.follow('Retour au dossier')
    await player.skip()
    await player.send('Clore le dossier')
  },
}

async function giveNumber(player: Player, { scheme, value }: Identifier): Promise<void> {
  const isFrench = scheme === 'fr-nir'
  await player.choose('Sorte de numéro', isFrench ? /^NIR/u : /^NISS/u, isFrench ? 'NIR' : 'NISS')
  await player.type('Numéro', value)
}
