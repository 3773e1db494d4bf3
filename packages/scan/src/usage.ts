import { placeKinds } from './place-kinds.ts'

const listed = placeKinds.map(
  ({ name, variable, holds }) => `  ${name.padEnd(12)} ${variable.padEnd(18)} ${holds}`,
)

/** What `--help` prints; the places come from the list in code. */
export const usage = `
Usage: unefois-scan < identifiers                  searches every place for people's numbers
       unefois-scan --identifiers <file>           the same from a file of mode 0600
       unefois-scan --self-test [< identifiers]    plants a number and must find it
           --places <file>   where to look, else SCAN_PLACES_FILE, else .unefois/scan-places.json
           --json            one line of JSON on standard output

Identifiers come on standard input or in a file, one a line and never on the command line: a number
in any spelling, {"scheme": "fr-nir", "value": "…"}, or a JSON string for any other text.

Places, in the file of places by name or in the environment:
${listed.join('\n')}
  servers      SCAN_DATABASE_URL  an administrator's URL: every table of every database is read
  buses        SCAN_NATS_URL, SCAN_NATS_USER, SCAN_NATS_PASSWORD_FILE   every message is read

Exit: 0 nothing found and everything read · 1 found · 2 usage · 3 list of identifiers or places
      unusable · 4 nothing or not everything was read · 70 a fault of this program · 130 interrupted
What is found is never repeated: only its line, its form, and where it lies.
`
