import type { ConnectionInfo } from './connection.ts'

export type Action = 'connect' | 'publish' | 'subscribe' | 'create' | 'delete' | 'describe' | 'configure' | 'admin'

/** Who acts. One object per session. */
export interface Principal {
  readonly tenant: number
  /** `anonymous` when nobody was named. */
  readonly name: string
  readonly clientAddress: string
  /** The client's own id, where the protocol has one. */
  readonly clientId?: string | null
}

export interface Credentials {
  readonly userName: string | null
  readonly password: Uint8Array | null
  /** The client's own id, where the protocol has one and it is known already. */
  readonly clientId?: string | null
}

export type ScramMechanism = 'SCRAM-SHA-256' | 'SCRAM-SHA-512'

/** The server's side of one SCRAM exchange (RFC 5802): two messages in, two out; null refuses. */
export interface ScramExchange {
  first(message: string): string | null
  last(message: string): string | null
  /** Who has proved to know the password; null before `last` was accepted. */
  readonly userName: string | null
}

export interface Access {
  /** The principal, or null when the credentials are refused. */
  authenticate(credentials: Credentials, connection: ConnectionInfo): Principal | null | Promise<Principal | null>
  /** Synchronous and cheap: decisions are cached by the implementation. `address` is canonical; null for cluster-wide actions. */
  authorize(principal: Principal, action: Action, address: string | null): boolean
  /** Absent where there are no verifiers to compare with. */
  beginScram?(mechanism: ScramMechanism): ScramExchange
  /** A user that some mechanism has proved to be there; null when the user is gone or disabled. */
  principalOf?(userName: string, connection: ConnectionInfo, clientId?: string | null): Principal | null
}
