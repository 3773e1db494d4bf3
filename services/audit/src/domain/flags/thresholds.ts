/**
 * When a figure is shown to an officer as unusual. The pages say these numbers in words; a flag
 * says that somebody should look, never why it is so.
 */
export const thresholds = Object.freeze({
  /** What a day is compared with: the same agreement's, or agency's, weeks before it. */
  pastDays: 56,
  /** Fewer days with a signal make no past to compare with. */
  activeDaysMin: 10,
  /** A day of many: at least so many signals, so many times the middle day, and a new height. */
  volumeMin: 20,
  volumeTimes: 3,
  /** A week of few: where the middle week has so many, less than this share of it. */
  weekMin: 20,
  weekShareMax: 0.1,

  /** Working hours, in Paris and Brussels: from, and before. */
  workFromHour: 7,
  workToHour: 20,
  /** People's acts outside them on one day; no habit is one that so few days of the past had. */
  offHoursMin: 5,
  offDaysMax: 7,

  /** An agent’s week against colleagues’: so many acts, colleagues, times the middle one. */
  agentActsMin: 20,
  peersMin: 4,
  agentTimes: 3,

  /** Cases closed with an outcome that erases, in four weeks: so many, so large a share. */
  erasingDays: 28,
  erasingAgentMin: 10,
  erasingAgencyMin: 30,
  erasingShareMin: 0.33,
  /** And so many times the share of the colleagues', or of the agency's own months before. */
  erasingTimes: 2,
  /** Fewer closed cases make no share to compare with. */
  comparedMin: 10,
  erasingPastDays: 84,
})
