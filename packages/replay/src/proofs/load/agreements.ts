import type { Signal } from '@unefois/contracts'
import type { SyntheticPerson } from '../../synthetic-people.ts'

/** One sample agreement under which the load posts; none of them needs the person's own. */
export interface LoadRoute {
  readonly sender: string
  readonly receiver: string
  readonly scheme: SyntheticPerson['subject']['scheme']
  readonly about: Pick<Signal, 'right' | 'addressee' | 'territory'>
}

/** Three agreements towards two desks. */
export const loadRoutes: readonly LoadRoute[] = [
  {
    sender: 'cpas-forest',
    receiver: 'mutualite-horizon',
    scheme: 'be-niss',
    about: { right: 'be.mutualite.intervention-majoree', addressee: 'mutualite-horizon' },
  },
  {
    sender: 'onss',
    receiver: 'mutualite-horizon',
    scheme: 'be-niss',
    about: { right: 'be.mutualite.affiliation', addressee: 'mutualite-horizon' },
  },
  {
    sender: 'caf-13',
    receiver: 'carsat-sud-est',
    scheme: 'fr-nir',
    about: { right: 'fr.carsat.aspa', territory: 'fr-13' },
  },
]

export const loadDesks: readonly string[] = [...new Set(loadRoutes.map(route => route.receiver))]
