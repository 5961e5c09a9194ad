import { BrokerError } from '@robustmq/common-errors'

/** Beside the `PEER_*` codes of the contract: what goes wrong between nodes before a stream carries anything. */
export const LINK_ERROR_CODES = [
  /** The two nodes belong to different clusters. */
  'LINK_CLUSTER_MISMATCH',
  /** Another node answers at this address than the one that was to be reached. */
  'LINK_NODE_MISMATCH',
  /** The node was reached by itself, or by another that claims its number. */
  'LINK_SELF',
  /** No wire version that both nodes speak. */
  'LINK_WIRE_VERSION',
  /** The pair has a stream already, or is about to; that one stays. */
  'LINK_DUPLICATE',
  /** The peer broke the rules of the stream. */
  'LINK_PROTOCOL',
  /** The node is shutting down, or serves too many handshakes at once. */
  'LINK_STOPPING',
  /** The address cannot be listened on. */
  'LINK_ADDRESS_UNUSABLE',
  /** Beyond this machine only with certificates, unless plain text was asked for. */
  'LINK_UNSAFE',
  /** Certificate or key cannot be used. */
  'LINK_TLS',
] as const
export type LinkErrorCode = (typeof LINK_ERROR_CODES)[number]

export function linkError(code: LinkErrorCode, message: string, cause?: unknown): BrokerError {
  const retry = code === 'LINK_DUPLICATE' || code === 'LINK_STOPPING' ? 'later' : 'never'
  return new BrokerError({ code, retry, message, ...(cause === undefined ? {} : { cause }) })
}

export function peerError(code: 'PEER_UNAVAILABLE' | 'PEER_TIMEOUT' | 'PEER_QUEUE_FULL' | 'PEER_REFUSED', message: string, retry?: 'never'): BrokerError {
  return new BrokerError({ code, retry: retry ?? (code === 'PEER_REFUSED' ? 'never' : 'later'), message })
}
