import type { Job } from './jobs.ts'
import { daysAgo, expect, signIn } from './steps.ts'

/** A figure out of the ordinary, which has an explanation. */
export const flagJob: Job = {
  name: 'flag',
  movesMax: 32,
  async play(player, scene) {
    await signIn(player, scene, 'hub-dpo')
    await player.skip()
    await player.follow(/à regarder|ordinaire/u)
    await player.skip()
    await player.follow(/→|Agent/u)
    await player.skip()
    await player.pick('Il y a une explication')
    await player.send('Enregistrer')
  },
}

/** A person's answer, with a slip in their number at first. */
export const accessJob: Job = {
  name: 'access',
  movesMax: 28,
  async play(player, scene) {
    const { known, request } = scene
    await signIn(player, scene, 'hub-dpo', '/access')
    await player.skip()
    await player.type('Numéro du récépissé', request)
    await player.choose('Nature du numéro', /^NIR/u, 'NIR')
    await player.type('Numéro de la personne', '1')
    await player.send('Établir la réponse (ZIP)', { expected: 'wrong' })

    await player.reach('link', /numéro valable/u)
    const { name } = await player.jump()
    expect(player, name, /^Numéro de la personne$/u)
    const receipt = await player.reach('textbox', 'Numéro du récépissé', 'Shift+Tab')
    expect(player, receipt.value, new RegExp(`^${request}$`, 'u'))
    const kind = await player.reach('combobox', 'Nature du numéro')
    expect(player, kind.value, /^NIR/u)
    await player.type('Numéro de la personne', known.value)
    const { name: file, bytes } = await player.save('button', 'Établir la réponse (ZIP)')
    expect(player, file, new RegExp(`^access-${request}\\.zip$`, 'u'))
    expect(player, bytes.subarray(0, 4).toString('hex'), /^504b0304$/u)
  },
}

/** An agency's officer looks for what its own people did, then changes language and colours. */
export const ownActsJob: Job = {
  name: 'own-acts',
  movesMax: 42,
  async play(player, scene) {
    await signIn(player, scene, 'carsat-sud-est-dpo')
    await player.follow('Recherche')
    await player.skip()
    await player.date('Du', daysAgo(scene, 60))
    await player.date('Au', daysAgo(scene, 0))
    await player.send('Rechercher')
    const found = await player.heard()
    expect(player, found.name, /^Actes trouvés/u)
    await player.follow(/^[0-9a-f]{8}$/u)
    expect(player, await player.title(), /^Échange du/u)
    await player.follow('Nederlands')
    expect(player, await player.title(), /^Uitwisseling van/u)
    await player.reach('link', 'Donker', 'Shift+Tab')
    await player.enter()
    if (!(await player.isDark())) player.faults.add('the page is not dark')
    await player.reach('link', 'Licht')
    await player.enter()
    if (await player.isDark()) player.faults.add('the page is still dark')
  },
}
