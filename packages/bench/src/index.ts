export { median, percentile } from './numbers.ts'
