import type { Clock, Random, Timers, Turns } from '@robustmq/common-runtime'
import type { Logger } from '@robustmq/common-log'
import type { Metrics } from '@robustmq/common-metrics'
import type { Access } from './access.ts'
import type { BoundListener, Connection, ConnectionHandler, Transport } from './connection.ts'
import type { DelayedPublisher } from './delayed.ts'
import type { MetaPort, StateMachine } from './meta-port.ts'
import type { PeerHandler } from './peer-network.ts'
import type { Publisher } from './publisher.ts'
import type { StatePort } from './state-port.ts'
import type { TopicDirectory } from './topics.ts'

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = { readonly [key: string]: unknown }

export interface DefaultListener {
  /** Unique within the protocol, e.g. `tcp`, `ws`. */
  readonly name: string
  readonly transport: Transport
  readonly port: number
  /** Names for ALPN or WebSocket subprotocol negotiation, best first. */
  readonly applicationProtocols?: readonly string[]
  /** Off unless configured. */
  readonly disabled?: boolean
}

export interface NodeIdentity {
  /** 1 .. 2^31-1 */
  readonly nodeId: number
  readonly clusterId: string
  readonly version: string
  /** Name that clients are to be told to connect to; empty: the address that they came in by. */
  readonly advertisedHost: string
  /** What is bound now, with real ports. */
  listeners(): readonly BoundListener[]
}

/** A node as clients of a protocol may be sent to it. */
export interface ClusterMember {
  readonly nodeId: number
  /** A living stream connects it with this node, or it is this node. */
  readonly alive: boolean
  /** Where it listens, with the names and ports that clients are to be told. */
  readonly listeners: readonly AdvertisedListener[]
}

export interface AdvertisedListener {
  readonly protocol: string
  readonly transport: Transport
  readonly host: string
  readonly port: number
}

/** All nodes, and where replication groups live. */
export interface ClusterDirectory {
  /** In order of their numbers, this node among them. */
  members(): readonly ClusterMember[]
  /** The node that a replication group lives on; 0: nowhere now. */
  nodeOfGroup(group: number): number
}

/** What a protocol says to itself on other nodes. Messages of different protocols do not meet. As `PeerNetwork` otherwise. */
export interface ProtocolPeers {
  readonly nodeId: number
  peers(): readonly number[]
  send(peer: number, message: Uint8Array): boolean
  request(peer: number, message: Uint8Array, timeoutMs: number): Promise<Uint8Array>
  /** At most one handler; set when the protocol starts. */
  listen(handler: PeerHandler): void
}

/** Decompresses the records section of a batch; null when corrupt or larger than `bytesMax`. */
export type Decompress = (codec: number, bytes: Uint8Array, start: number, end: number, bytesMax: number) => Buffer | null

/** What the broker offers to a protocol. */
export interface BrokerServices {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly turns: Turns
  readonly log: Logger
  readonly metrics: Metrics
  readonly meta: MetaPort
  readonly topics: TopicDirectory
  readonly publisher: Publisher
  /** Publishing at a later time; left out where a node does not offer it. */
  readonly delayed?: DelayedPublisher
  readonly access: Access
  /** State of consumers, beside the durable topics. */
  readonly state: StatePort
  readonly node: NodeIdentity
  /** Left out: the node is alone. */
  readonly cluster?: ClusterDirectory
  /** Left out: the node is alone. */
  readonly peers?: ProtocolPeers
  readonly decompress: Decompress
}

export interface AdminRequest {
  /** Named parts of the path. */
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON body; undefined when there is none. */
  readonly body: unknown
}

export interface AdminResponse {
  readonly status: number
  /** Sent as JSON. */
  readonly body: unknown
}

/** Served below `/api/<protocol>/`. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** For example `sessions/:id`. */
  readonly path: string
  handle(request: AdminRequest): AdminResponse | Promise<AdminResponse>
}

/** A command of the command line, `robustmq <protocol> <name> [arguments]`: calls an admin route and prints the answer. */
export interface CliCommand {
  readonly name: string
  readonly summary: string
  readonly arguments: readonly string[]
  readonly method: AdminRoute['method']
  /** Path of the route, with `:argument` parts. */
  readonly path: string
}

/** A running protocol. */
export interface Protocol {
  accept(connection: Connection): ConnectionHandler
  readonly adminRoutes?: readonly AdminRoute[]
  /** Tells clients in their protocol that the node goes away, finishes what is in flight; at most `deadlineMs`. */
  drain(deadlineMs: number): Promise<void>
  stop(): void
}

/**
 * What a protocol package exports: `create<Name>Module()`. The app registers the state machines, reads the
 * configuration section `[<name>]` by `configSchema`, starts the protocol and binds its listeners.
 */
export interface ProtocolModule {
  /** Lower-case letters and digits: names the config section, the metrics prefix, admin paths and listeners. */
  readonly name: string
  /** As people write it. */
  readonly title: string
  /** Schema of an object; every property has a default. The key `listeners` is added by the app. */
  readonly configSchema: JsonSchema
  readonly defaultListeners: readonly DefaultListener[]
  readonly stateMachines: readonly StateMachine[]
  readonly cliCommands?: readonly CliCommand[]
  /** One line to try it, e.g. a command with a stock client; `{host}` and `{port}` are filled in. */
  readonly tryIt?: string
  /** `config` has been validated and completed by `configSchema`. Called once, after recovery. */
  start(services: BrokerServices, config: Readonly<Record<string, unknown>>): Protocol
}
