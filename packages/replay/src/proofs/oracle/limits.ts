// What the proof of no oracle bounds.

/** No classifier may reach more, at the upper end of its 95 % bound. */
export const aucMax = 0.53
/** One-sided 95 %: the normal quantile. */
export const boundZ = 1.645
/** Samples in all, unless `--lines` says another number. */
export const samplesDefault = 12_000
/**
 * With fewer samples chance alone passes 0.53: the strongest of the attackers may then lie so many
 * standard errors above a half, and a millisecond need not be found.
 */
export const shortZ = 3
/** Of each planted leak there is one sample for so many of each class that is examined. */
export const plantedOneIn = 4
/** One signal with the person’s agreement for so many samples, so that the stream has to speak. */
export const agreedOneIn = 50
/** What the planted delay adds to one answer. */
export const plantedDelayMs = 1
/** What an adviser may enter on one day, and so an agent of ours. */
export const lodgingsPerAgent = 40
export const lodgingsAtOnce = 24
/** One in so many samples is sent while the desks are awake, the others while they take turns. */
export const awakeOneIn = 8
/** How long desks that take turns sleep, and then work: the least and the most. */
export const deskAsleepMs = [2_000, 8_000] as const
export const deskAwakeMs = [100, 300] as const
/** Events of one call of a receiver. */
export const eventsPerCall = 500
/** Days of the life: the agreement’s end of feedback, and past the twelve months of the law. */
export const endedAfterDays = 91
export const expiredAfterDays = 410
/** One answer; the wire gives up after it. */
export const answerMsMax = 20_000
/** Tokens are fetched anew this often; they live five minutes. */
export const tokenMs = 120_000
/** The quota of the agreement on which calls are counted until they are refused. */
export const smallQuotaCalls = 40
/** Signals about people of one class before the quota is filled up with others. */
export const quotaPeople = 20
/** Columns printed of all that were seen. */
export const featuresSaidMax = 12
/** Withdrawals under way at once, each on a connection of its own. */
export const withdrawalsAtOnce = 48
/** What the hub’s log waits between two publications, by the hub’s clock. */
export const publishMs = 600_000
/** Samples between two publications, fewer in a small run: it shall see some publications, too. */
export const samplesPerPublicationMax = 150
export const publicationsLeast = 12
/** Publications that a run must see at least: fewer would say nothing of them. */
export const publicationsMin = 5
/** Desks tell the log their acts every ten seconds: none is told in a minute when none tells. */
export const toldMsMax = 60_000
/** A quorum of witnesses, which ask every five seconds, has cosigned within this, or never. */
export const publishedMsMax = 20_000
export const logPollMs = 100
/** Leaves that a planted look shows too many: those of a sample’s own two accepts. */
export const plantedLeaves = 2
/** Signals about one person between two publications, and so few that pads hide them. */
export const copiesMany = 100
export const copiesFew = 8
/** Rounds of either kind while nobody else does anything. */
export const roundsAlone = 8
/** Desks that are awake have fetched a round’s copies within this. */
export const copiesSettleMs = 2_000
