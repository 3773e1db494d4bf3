import manifest from '../package.json' with { type: 'json' }

/** The version of this software, as registers and assessments name it. */
export const softwareVersion: string = manifest.version
