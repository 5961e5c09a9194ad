/**
 * Users, credentials and access rules for every protocol: agreed on through the metadata port, checked locally.
 *
 * @packageDocumentation
 */
export { createAuth } from './auth.ts'
export type { Auth, AuthDeps, AuthOptions, NewUser, UserChange, UserView } from './auth.ts'
export type { AccessRule, Effect } from './auth-record.ts'
export { AUTH_MACHINE } from './auth-machine.ts'
export { AUTH_ERROR_CODES } from './errors.ts'
export type { AuthErrorCode } from './errors.ts'
export { ScramExchange } from './scram.ts'
export type { FindVerifier, ScramMechanism } from './scram.ts'
