export { ConfigError, type ConfigSchema, type ConfigValues, readConfig } from './read-config.ts'
