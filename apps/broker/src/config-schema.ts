import type { JsonSchema, ProtocolModule } from '@robustmq/broker-api'
import { LINK_PORT } from '@robustmq/node-link'

const integer = (minimum: number, maximum: number, value: number, description: string): JsonSchema => ({
  type: 'integer', minimum, maximum, default: value, description,
})

const section = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object', additionalProperties: false, default: {}, properties,
})

const MIB = 1024 * 1024

const HOST: JsonSchema = { type: 'string', minLength: 1, description: 'address to listen on; localhost is 127.0.0.1 and ::1' }
const PORT: JsonSchema = { type: 'integer', minimum: 0, maximum: 65535, description: 'port; 0 lets the system choose' }

/** Sections that are not of a protocol. */
const BROKER_SECTIONS: Record<string, JsonSchema> = {
  node: section({
    id: integer(1, 0x7fffffff, 1, 'number of this node in its cluster'),
    data_directory: { type: 'string', minLength: 1, default: './data', description: 'where everything is kept' },
    host: { ...HOST, default: 'localhost' },
    advertised_host: { type: 'string', default: '', description: 'name that clients are told to connect to; empty: the address they came in by' },
    drain_seconds: integer(0, 3600, 10, 'time to let clients go at shutdown'),
  }),
  cluster: section({
    enabled: { type: 'boolean', default: false, description: 'listen to other nodes; follows from initial_members and join' },
    initial_members: {
      type: 'array', items: { type: 'string' }, maxItems: 64, default: [],
      description: 'first nodes of the cluster, this one among them, as "<node id>=<host>:<port>"; the same list on all of them; counts while the data directory is empty',
    },
    join: { type: 'boolean', default: false, description: 'with an empty data directory: join the cluster of the nodes in peers' },
    peers: { type: 'array', items: { type: 'string' }, maxItems: 64, default: [], description: 'nodes to ask, as in initial_members' },
    host: { type: 'string', default: '', description: 'address to listen on for other nodes; empty: that of [node]' },
    port: { ...PORT, default: LINK_PORT },
    advertised_address: { type: 'string', default: '', description: '"<host>:<port>" where other nodes reach this one; empty: as in initial_members, else what is bound' },
    tls_ca: { type: 'string', default: '', description: 'PEM file: authority of all nodes\' certificates' },
    tls_cert: { type: 'string', default: '', description: 'PEM file: certificate of this node' },
    tls_key: { type: 'string', default: '', description: 'PEM file: key of this node' },
  }),
  log: section({
    level: { type: 'string', enum: ['debug', 'info', 'warn', 'error'], default: 'info' },
  }),
  admin: section({
    host: { ...HOST, default: 'localhost' },
    port: { ...PORT, default: 58080 },
  }),
  auth: section({
    anonymous: { type: 'boolean', default: false, description: 'clients without a user name are let in although users are defined' },
  }),
  storage: section({
    durability: {
      type: 'string', enum: ['always', 'interval', 'never'], default: 'always',
      description: 'of new topics: when an append counts as committed; always: after fdatasync',
    },
    wal_file_bytes: { ...integer(MIB, 1024 * MIB, 64 * MIB, 'size of a write-ahead log file; a multiple of 4096'), multipleOf: 4096 },
    wal_pending_bytes: integer(MIB, 1024 * MIB, 64 * MIB, 'appended and not yet synced, at most'),
    tail_cache_bytes: integer(MIB, 64 * 1024 * MIB, 64 * MIB, 'recent batches kept in memory'),
    memory_bytes: integer(MIB, 64 * 1024 * MIB, 256 * MIB, 'for topics whose storage kind is memory'),
    free_bytes_reserve: integer(0, Number.MAX_SAFE_INTEGER, 256 * MIB, 'writes are refused below this much free space'),
    cap_bytes: integer(
      0, Number.MAX_SAFE_INTEGER, 0,
      'stored messages at most; near it the oldest of topics with a limit give way; 0: half of the free space found at start, 50 GiB at most',
    ),
    retention_check_seconds: integer(1, 3600, 30, 'time between two looks for what is to be removed or compacted'),
  }),
  tls: section({
    certificate: { type: 'string', default: '', description: 'PEM file: certificate chain of listeners with TLS, this node\'s own first' },
    key: { type: 'string', default: '', description: 'PEM file: its key' },
    client_authorities: { type: 'string', default: '', description: 'PEM file: authorities of client certificates' },
    revoked: { type: 'string', default: '', description: 'PEM file: revocation lists of these authorities' },
    reload_seconds: integer(0, 86_400, 60, 'how often the files are looked at, so that new certificates count without a restart; 0 never'),
  }),
  topics: section({
    automatic_max: integer(0, 10_000_000, 100_000, 'topics made on first publish, per tenant'),
    automatic_retention_ms: integer(-1, Number.MAX_SAFE_INTEGER, 86_400_000, 'how long messages of such a topic are kept; -1: for ever'),
    automatic_retention_bytes: integer(-1, Number.MAX_SAFE_INTEGER, 1024 * MIB, 'how much of such a topic is kept; -1: everything'),
    retention_ms: integer(-1, Number.MAX_SAFE_INTEGER, 604_800_000, 'how long messages of other topics are kept that do not say; -1: for ever'),
    retention_bytes: integer(-1, Number.MAX_SAFE_INTEGER, -1, 'how much of each partition of other topics is kept; -1: everything'),
  }),
  net: section({
    connections_max: integer(1, 10_000_000, 100_000, 'open connections of all listeners'),
    output_bytes_max: integer(64 * 1024, 1024 * MIB, 64 * MIB, 'unsent output of one connection; it is closed above'),
  }),
}

const TLS_OF_LISTENER: Record<string, JsonSchema> = {
  certificate: { type: 'string', default: '', description: 'PEM file; empty: that of [tls]' },
  key: { type: 'string', default: '', description: 'PEM file; empty: that of [tls]' },
  client_authorities: { type: 'string', default: '', description: 'PEM file; empty: that of [tls]' },
  revoked: { type: 'string', default: '', description: 'PEM file; empty: that of [tls]' },
  client_certificate: { type: 'string', enum: ['none', 'optional', 'required'], default: 'none', description: 'whether clients have to show a certificate' },
}

function protocolSection(module: ProtocolModule): JsonSchema {
  const listeners: Record<string, JsonSchema> = {}
  for (const listener of module.defaultListeners) {
    listeners[listener.name] = section({
      enabled: { type: 'boolean', default: listener.disabled !== true },
      host: { type: 'string', default: '', description: 'address to listen on; empty: that of [node]' },
      port: { ...PORT, default: listener.port },
      connections_max: integer(1, 10_000_000, 100_000, 'open connections of this listener'),
      proxy_protocol: { type: 'boolean', default: false, description: 'every connection begins with a PROXY header, version 1 or 2, that tells the client\'s address' },
      ...(listener.transport === 'tls' || listener.transport === 'wss' ? TLS_OF_LISTENER : {}),
    })
  }
  const own = (module.configSchema['properties'] ?? {}) as Record<string, JsonSchema>
  return section({ ...own, listeners: section(listeners) })
}

/** Schema of the whole configuration: the broker's sections and one per protocol. */
export function configSchema(modules: readonly ProtocolModule[]): JsonSchema {
  const protocols = Object.fromEntries(modules.map((module) => [module.name, protocolSection(module)]))
  return { type: 'object', additionalProperties: false, properties: { ...BROKER_SECTIONS, ...protocols } }
}
