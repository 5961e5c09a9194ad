/**
 * The protocol contract: what a protocol package gets from the broker (`BrokerServices`) and gives to it
 * (`ProtocolModule`). Names no protocol, no driver and no transport library.
 *
 * The seam between decoder, session, router and storage is crossed by runs (`MessageRun`): many messages at once,
 * valid until the call returns.
 *
 * @packageDocumentation
 */
export type { Access, Action, Credentials, Principal, ScramExchange, ScramMechanism } from './access.ts'
export type {
  BoundListener, CloseReason, Connection, ConnectionHandler, ConnectionInfo, Output, TlsPeer, Transport,
} from './connection.ts'
export { DELAY_ERROR_CODES } from './delayed.ts'
export type { DelayedMessage, DelayedPage, DelayedPublisher, DelayErrorCode } from './delayed.ts'
export { createMessageRun } from './message-run.ts'
export type { MessageRun } from './message-run.ts'
export { META_ERROR_CODES } from './meta-port.ts'
export type { MetaErrorCode, MetaPort, MetaWatcher, StateMachine } from './meta-port.ts'
export {
  createNoPeers, PEER_CHANNEL_INTEREST, PEER_CHANNEL_META, PEER_CHANNEL_RAFT, PEER_CHANNEL_SESSIONS, PEER_CHANNEL_SHARDS, PEER_ERROR_CODES,
} from './peer-network.ts'
export type { PeerChannel, PeerErrorCode, PeerHandler, PeerNetwork, PeerWatcher } from './peer-network.ts'
export {
  HEADER_DEAD_LETTER_CONSUMER, HEADER_DEAD_LETTER_COUNT, HEADER_DEAD_LETTER_OFFSET, HEADER_DEAD_LETTER_REASON, HEADER_DEAD_LETTER_TIME,
  HEADER_DEAD_LETTER_TOPIC,
} from './property-names.ts'
export {
  HEADER_ADDRESS, HEADER_CONTENT_TYPE, HEADER_CORRELATION, HEADER_EXPIRES_AT, HEADER_MESSAGE_ID, HEADER_PAYLOAD_FORMAT, HEADER_REPLY_TO, HEADER_TAG,
  PROPERTY_BASE64_PREFIX, PROPERTY_KEY, PROPERTY_KEY_BASE64, PROPERTY_NULL_HEADER, PROPERTY_NULL_PAYLOAD, RESERVED_PREFIX,
} from './property-names.ts'
export type {
  AdminRequest, AdminResponse, AdminRoute, AdvertisedListener, BrokerServices, CliCommand, ClusterDirectory, ClusterMember, Decompress, DefaultListener,
  JsonSchema, NodeIdentity, Protocol, ProtocolModule, ProtocolPeers,
} from './protocol-module.ts'
export { STATE_COMMITTED, STATE_DELTA, STATE_FAILED, STATE_PENDING, STATE_PUT, STATE_REMOVE } from './state-port.ts'
export type {
  OwnedState, StateKind, StateOwner, StatePort, StateSweep, StateTicket, StateWaiter, StateWriter,
} from './state-port.ts'
export { TICKET_COMMITTED, TICKET_FAILED, TICKET_PENDING } from './append-ticket.ts'
export type { AppendTicket, TicketWaiter } from './append-ticket.ts'
export { TARGET_PENDING, TARGET_READY, TARGET_REFUSED } from './publisher.ts'
export type {
  AddressFilter, AddressFormat, LiveSink, Publisher, PublishTarget, SubscriptionIndex, SubscriptionIndexHandle, TargetWaiter,
} from './publisher.ts'
export { TOPIC_ERROR_CODES } from './topics.ts'
export type {
  CreateTopicRequest, Topic, TopicDirectory, TopicErrorCode, TopicOrigin, TopicPartition, TopicWatcher,
} from './topics.ts'
