import type { Signal } from '@unefois/contracts'
import type { Stage } from '../../stage.ts'
import { volumeRoute } from '../volume/cast.ts'

/** So many signals about people of the stage, under the agreement for volume. */
export function drawSignals(stage: Stage, lines: number): Signal[] {
  const { right, territory } = volumeRoute
  const observedOn = stage.today()
  return Array.from({ length: lines }, () => {
    const { subject } = stage.person('fr-nir')
    return { subject, right, territory, observedOn }
  })
}
