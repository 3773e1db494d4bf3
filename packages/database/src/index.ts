export { createDatabase, createRoles, dropDatabase, type RolePasswords } from './administer.ts'
export { deskLayout, hubLayout, type Layout, loginRoles, type SchemaPlan } from './layout.ts'
export { checkSchemaVersion, migrate } from './migrate.ts'
export { type Database, isAnswering, openDatabase, type Transaction } from './open.ts'
export {
  listDatabases,
  listTables,
  pastPolicies,
  readTable,
  type StoredTable,
} from './read-tables.ts'
export { checkPostgresSettings, postgresSettings, type SettingFault } from './settings.ts'
export { bytes, inTransaction, isRowFault, isUnavailable, sqlState } from './transaction.ts'
