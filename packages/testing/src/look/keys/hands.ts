import type { Senses } from './senses.ts'
import { type createWays, matches, type Wanted } from './ways.ts'

const optionsMax = 40

/** Filling in fields, each found by its name. */
export function createHands(
  senses: Senses,
  { reach }: Pick<ReturnType<typeof createWays>, 'reach'>,
) {
  const { focus, giveUp, heard, press } = senses
  const write = async (text: string) => {
    for (const letter of text) await press(letter, true)
  }
  return {
    async type(name: Wanted, text: string): Promise<void> {
      await reach('textbox', name)
      await press('Control+A')
      await write(text)
    },
    /** A day as YYYY-MM-DD, in the order in which the field asks for its parts. */
    async date(name: Wanted, day: string): Promise<void> {
      await reach('Date', name)
      const [year = '', month = '', ofMonth = ''] = day.split('-')
      const order = await senses.orderOfDate()
      for (const part of order) {
        await write({ year, month, day: ofMonth }[part] ?? '')
        // Of a year more than four digits could come.
        if (part === 'year' && part !== order.at(-1)) await press('ArrowRight')
      }
      const { value } = await focus()
      const isTaken = [year, month, ofMonth].every(part => value.includes(part))
      if (!isTaken) throw await giveUp(`«${name}» shows «${value}» after ${day} was typed`)
    },
    /** First letters, then arrows, as in every list. */
    async choose(name: Wanted, option: Wanted, letters = ''): Promise<void> {
      await reach('combobox', name)
      await write(letters)
      for (let steps = 0; steps <= optionsMax; steps += 1) {
        if (matches((await focus()).value, option)) return
        await press('ArrowDown')
      }
      throw await giveUp(`no «${option}» in «${name}»`)
    },
    async pick(option: Wanted): Promise<void> {
      let { name } = await reach('radio')
      for (let steps = 0; !matches(name, option); steps += 1) {
        if (steps > optionsMax) throw await giveUp(`no «${option}» among the choices`)
        await press('ArrowDown')
        name = (await heard()).name
      }
      await press('Space')
    },
    async tick(name: Wanted): Promise<void> {
      await reach('checkbox', name)
      await press('Space')
    },
  }
}
