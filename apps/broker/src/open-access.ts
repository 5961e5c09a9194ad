import type { Access, Principal } from '@robustmq/broker-api'

/** The tenant of whoever names none. */
const DEFAULT_TENANT = 1

/**
 * Everybody may do everything: in force until users can be defined, which is why listeners stay on loopback without
 * `--insecure`.
 */
export function createOpenAccess(): Access {
  return {
    authenticate: (credentials, connection): Principal => ({
      tenant: DEFAULT_TENANT, name: credentials.userName ?? 'anonymous', clientAddress: connection.remoteAddress,
    }),
    authorize: () => true,
  }
}
