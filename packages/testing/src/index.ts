export { freePort } from './free-port.ts'
export { type TestDatabase, templateDatabase } from './template-database.ts'
export { type TestNats, testNats } from './test-nats.ts'
export { testAgency } from './test-postgres.ts'
