/**
 * Listeners and connections over TCP, TLS, WebSocket and WebSocket Secure, behind balancers too (PROXY protocol), behind the connection contract of `broker-api`: pooled output
 * buffers, one write per connection and turn, back-pressure, limits, idle times, half-close.
 *
 * @packageDocumentation
 */
export { createListeners } from './listeners.ts'
export type { Listeners, ListenersDeps, ListenersOptions, ListenOptions } from './listeners.ts'
export type { TlsMaterial } from './tls-material.ts'
export type { NetListener } from './bound-listener.ts'
export { NET_LIMITS_DEFAULT } from './limits.ts'
export type { NetLimits } from './limits.ts'
export type { UpgradeRules } from './ws-upgrade.ts'
export { NET_ERROR_CODES } from './error-codes.ts'
export type { NetErrorCode } from './error-codes.ts'
