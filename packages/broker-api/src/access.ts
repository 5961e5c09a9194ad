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

export interface Access {
  /** The principal, or null when the credentials are refused. */
  authenticate(credentials: Credentials, connection: ConnectionInfo): Principal | null | Promise<Principal | null>
  /** Synchronous and cheap: decisions are cached by the implementation. `address` is canonical; null for cluster-wide actions. */
  authorize(principal: Principal, action: Action, address: string | null): boolean
}
