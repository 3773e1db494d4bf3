export {
  addMonths,
  dayMs,
  hourMs,
  instantOf,
  monthOf,
  startOfDayAfter,
  startOfMonth,
} from './calendar.ts'
export {
  batchDue,
  caseDue,
  type Due,
  erasesNow,
  holdEndMax,
  idempotencyDue,
  logDue,
  logMonthDue,
  longestTrace,
  objectionDue,
  personAgreementDue,
  secondOpeningMonthDue,
  signalDue,
  signalEnd,
  signalMonthDue,
  traceDue,
  traceMonthDue,
} from './clocks.ts'
export { retentionLimits } from './limits.ts'
