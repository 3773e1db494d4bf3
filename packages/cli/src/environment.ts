import { type ConfigValues, readConfig } from '@unefois/config'

const text = (description: string) => ({ type: 'string', description }) as const

const schema = {
  type: 'object',
  required: [],
  properties: {
    UNEFOIS_CONFIG: text('Path of the configuration file; unefois.config.json here when absent'),
    UNEFOIS_HUB: text('Address of the hub'),
    UNEFOIS_ISSUER: text('Address of the issuer of tokens'),
    UNEFOIS_CLIENT_ID: text('OAuth client'),
    UNEFOIS_PRIVATE_KEY_FILE: text('Path of the client’s private key (PEM or JWK), mode 0600'),
    UNEFOIS_PRIVATE_KEY: text('Refused: a key is a file'),
    UNEFOIS_LANG: text('fr, nl, de or en'),
    LC_ALL: text('Locale'),
    LC_MESSAGES: text('Locale of messages'),
    LANG: text('Locale'),
    NO_COLOR: text('Any value: no colour (no-color.org)'),
    TERM: text('Kind of terminal'),
  },
} as const

/** What the environment says, all of it optional. */
export type Settings = ConfigValues<typeof schema>

/** Reads the environment once. @throws ConfigError never: every setting is free text. */
export function readSettings(): Settings {
  return readConfig(schema)
}
