export type {
  BoundListener, CloseReason, Connection, ConnectionHandler, ConnectionInfo, Output, TlsPeer, Transport,
} from './connection.ts'
export { META_ERROR_CODES } from './meta-port.ts'
export type { MetaErrorCode, MetaPort, MetaWatcher, StateMachine } from './meta-port.ts'
