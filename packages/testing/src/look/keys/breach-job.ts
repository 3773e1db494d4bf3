import type { Job } from './jobs.ts'
import { daysAgo, expect, signIn } from './steps.ts'

const reference = 'FICTIF 2026-115'

/** A breach: its form sent too early, then rightly; what it touches, its notice, its end. */
export const breachJob: Job = {
  name: 'breach',
  movesMax: 100,
  async play(player, scene) {
    await signIn(player, scene, 'hub-dpo')
    await player.follow('Violations')
    await player.skip()
    await player.follow('Inscrire une violation')
    await player.skip()
    await player.type('Référence', reference)
    await player.choose('Organisme', /^CAF des Bouches/u, 'CAF')
    await player.date('Du', daysAgo(scene, 30))
    await player.date('Au', daysAgo(scene, 0))
    await player.send('Inscrire une violation', { expected: 'wrong' })

    await player.reach('link', 'Cochez ce qui est atteint.')
    const { name } = await player.jump()
    expect(player, name, /^Confidentialité$/u)
    await player.reach('textbox', 'Référence', 'Shift+Tab')
    expect(player, (await player.heard()).value, new RegExp(`^${reference}$`, 'u'))
    await player.tick('Confidentialité')
    await player.date('Connue le', daysAgo(scene, 1))
    await player.type(/^Heure/u, '09:30')
    const agency = await player.reach('combobox', 'Organisme')
    expect(player, agency.value, /^CAF des Bouches/u)
    const until = await player.reach('Date', 'Au')
    expect(player, until.value, new RegExp(daysAgo(scene, 0), 'u'))
    await player.send('Inscrire une violation')
    expect(player, await player.title(), new RegExp(`^Violation ${reference}`, 'u'))

    await player.skip()
    await player.send('Compter de nouveau')
    const list = await player.save('link', /^Liste des numéros/u)
    const [head, ...ids] = list.bytes.toString('utf8').trim().split('\r\n')
    expect(player, `${head} ${ids.length}`, /^signal [1-9]\d*$/u)
    await player.pick(/^CNIL/u)
    await player.send('Noter la notification')
    await player.send('Clore la violation')
  },
}
