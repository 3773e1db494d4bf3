export { actOnce, type Done, type OnceParts, type OneAct } from './act-once.ts'
export type { AuthOptions } from './auth/authenticate.ts'
export { type Caller, callerOf, type Role, roles, type Scope, scopes } from './auth/caller.ts'
export { buildService, type ServiceOptions } from './build-service.ts'
export { type Clock, type ClockOptions, createClock, createManualClock } from './clock.ts'
export { type ErrorPlace, errorPlace } from './error-place.ts'
export { problems } from './errors.ts'
export { type ServiceLog, serviceEvents } from './events.ts'
export type { Ready } from './health.ts'
export { atPace } from './http/answer-pace.ts'
export {
  readExpectedVersion,
  readIdempotencyKey,
  setNextLink,
  setRateLimit,
  setVersion,
} from './http/headers.ts'
export { pageQuery, type QueryShape, type QueryValues, readQuery } from './http/query.ts'
export { registerRoutes } from './http/register-routes.ts'
export {
  defineRoute,
  type Method,
  placeholder,
  type Route,
  type RouteDefinition,
  type RouteRequest,
} from './http/route.ts'
export { limits, type ServiceLimits } from './limits.ts'
export { createIds } from './new-ids.ts'
export { startTelemetry, type Telemetry } from './observe/telemetry.ts'
export { buildOps } from './ops.ts'

import './request-fields.ts'

export { alone } from './run/alone.ts'
export { type OpenedService, openService } from './run/open-service.ts'
export { type StartOptions, startService } from './run/start-service.ts'
export {
  authProperties,
  authRequired,
  busProperties,
  busRequired,
  clientProperties,
  clientRequired,
  deskAudience,
  hubAudience,
  pageProperties,
  serviceProperties,
  serviceRequired,
} from './service-config.ts'
