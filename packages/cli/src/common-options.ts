/** Options of every command. */
export const commonOptions = {
  config: 'string',
  lang: 'string',
  json: 'boolean',
  help: 'boolean',
} as const
