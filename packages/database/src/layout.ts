import { fileURLToPath } from 'node:url'

/** One schema: who owns it and where its numbered migrations lie. */
export interface SchemaPlan {
  readonly schema: string
  readonly owner: string
  readonly folder: string
}

/** One database: its schemas in the order they are migrated and the roles its migrations name. */
export interface Layout {
  readonly schemas: readonly SchemaPlan[]
  readonly owners: readonly string[]
  /** Roles that hold grants here and log in elsewhere, or not at all. */
  readonly groups: readonly string[]
  readonly logins: readonly string[]
}

/** The hub's database. `audit` first: every other schema's functions append to it. */
export const hubLayout: Layout = {
  schemas: [plan('audit'), plan('registry'), plan('exchange', 'gateway'), plan('consent')],
  owners: ['audit_owner', 'registry_owner', 'exchange_owner', 'consent_owner'],
  groups: ['desk_app', 'desk_owner'],
  logins: [
    'audit_app',
    'registry_app',
    'consent_app',
    'gateway_accept',
    'gateway_agency',
    'gateway_relay',
    'gateway_retention',
  ],
}

/** The database of one agency's desk: only its own login role may connect to it. */
export function deskLayout(agency: string): Layout & { readonly database: string } {
  const database = `desk_${agency.replaceAll('-', '_')}`
  return {
    database,
    schemas: [plan('audit'), plan('desk')],
    owners: ['audit_owner', 'desk_owner'],
    groups: ['desk_app', ...hubLayout.owners, ...hubLayout.logins],
    logins: [database],
  }
}

/** The login roles of a layout with the groups they belong to. */
export function loginRoles(layout: Layout): { role: string; memberOf: string | undefined }[] {
  return layout.logins.map(role => ({
    role,
    memberOf: role.startsWith('desk_') ? 'desk_app' : undefined,
  }))
}

function plan(schema: string, service = schema): SchemaPlan {
  const folder = new URL(`../../../services/${service}/migrations/`, import.meta.url)
  return { schema, owner: `${schema}_owner`, folder: fileURLToPath(folder) }
}
