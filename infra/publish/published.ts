/** The packages that others install, in the order in which they need one another. */
export const published: readonly { readonly path: string; readonly files: readonly string[] }[] = [
  { path: 'contracts', files: ['schemas', 'codes', 'law', 'problems'] },
  { path: 'packages/errors', files: [] },
  { path: 'packages/config', files: [] },
  { path: 'packages/identifiers', files: [] },
  { path: 'packages/signal-lines', files: [] },
  { path: 'packages/sealing', files: [] },
  { path: 'packages/retention', files: [] },
  { path: 'packages/audit-log', files: [] },
  { path: 'packages/zip', files: [] },
  { path: 'packages/log-leaves', files: [] },
  { path: 'packages/evidence', files: [] },
  { path: 'packages/sdk', files: [] },
  { path: 'packages/cli', files: [] },
]
