// Everything that a replay or a proof bounds, in one place.

/** A state that the scenario waits for is reached within this or not at all. */
export const stateMsMax = 30_000
export const statePollMs = 50
/** The reports under way at the end of a scenario reach the hub within this, or are lost. */
export const settleMsMax = 15_000
/** How often something that moves is looked at. */
export const movingPollMs = 250
/** Days on which a campaign's signals are taken. */
export const campaignDays = 30
/** Advisers of one desk who work at the same time, and the cases of one page of their queue. */
export const advisersAtOnce = 12
export const casesPerPage = 500
/** People who object, or agree, at the same time. */
export const objectorsAtOnce = 24
/** Long work says how far it has come. */
export const progressEveryMs = 10_000
/** People of a scaled replay: fewer show nothing, more than one batch takes. */
export const peopleMin = 200
export const peopleMax = 1_000_000
/** Connections of the administrator who counts. */
export const countConnectionsMax = 2
/** Of the closings, one in so many is lost by `--fault lose-outcomes`, the first one included. */
export const lostClosingEvery = 100
/** One call of an actor, retries not included. */
export const callMsMax = 20_000
