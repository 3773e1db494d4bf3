export { type BcssFault, BcssUnavailableError } from './errors.ts'
export { limits } from './limits.ts'
export {
  type BcssPort,
  type BcssPortOptions,
  createBcssPort,
  type IntegrationCheck,
} from './port.ts'
