import type { FastifyInstance } from 'fastify'
import { setCookie } from './cookies.ts'
import { limits } from './limits.ts'
import { ownPath } from './own-path.ts'

/** Light, dark, or as the screen is. */
export const colours = ['auto', 'light', 'dark'] as const
export type Colours = (typeof colours)[number]

export const coloursCookie = 'unefois-colours'
/** `?colours=dark&to=/files`: an address of its own, so that no page's own query knows of it. */
export const coloursPath = '/pages/colours'

/** One of ours, or undefined. */
export function coloursOf(text: unknown): Colours | undefined {
  return colours.find(each => each === text)
}

/** Remembers the choice and leads back to where it was made, at the switcher. */
export function addColours(app: FastifyInstance, secure: boolean): void {
  app.get(coloursPath, async (request, reply) => {
    const { searchParams } = new URL(request.url, 'http://page.invalid')
    const chosen = coloursOf(searchParams.get('colours'))
    const maxAgeSec = chosen === 'auto' ? 0 : limits.languageCookieSec
    if (chosen !== undefined) setCookie(reply, coloursCookie, chosen, { secure, maxAgeSec })
    const to = ownPath(searchParams.get('to') ?? undefined)
    return reply.header('cache-control', 'no-store').redirect(`${to}#colours`, 303)
  })
}
