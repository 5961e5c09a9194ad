import { BrokerError, isBrokerError } from '@robustmq/common-errors'
import type { RetryHint } from '@robustmq/common-errors'
import { nodeProto } from '@robustmq/proto-gen'

const v1 = nodeProto.node.v1

export type Frame = nodeProto.node.v1.Frame.$Properties
export type HelloFields = nodeProto.node.v1.Hello.$Properties

export const KIND_ONE_WAY = 0
export const KIND_REQUEST = 1
export const KIND_ANSWER = 2
export const KIND_FAILURE = 3
export type Kind = typeof KIND_ONE_WAY | typeof KIND_REQUEST | typeof KIND_ANSWER | typeof KIND_FAILURE

/** A message or a piece of one, as it travels. */
export interface Part {
  channel: number
  kind: Kind
  id: number
  body: Uint8Array
  more: boolean
}

export function encodeFrame(frame: Frame): Buffer {
  return asBuffer(v1.Frame.encode(frame).finish())
}

/** Throws on malformed bytes, which ends the stream. Bodies are views into `bytes`. */
export function decodeFrame(bytes: Buffer): Frame {
  return v1.Frame.decode(bytes)
}

export function encodeFailure(cause: unknown): Buffer {
  const { code, message, retry } = isBrokerError(cause) ? cause : BrokerError.from(cause)
  return asBuffer(v1.Failure.encode({ code, message, retry }).finish())
}

/** The error of the other side: its code, message and retry hint. Bytes that say nothing give PEER_REFUSED. */
export function decodeFailure(bytes: Uint8Array): BrokerError {
  try {
    const { code, message, retry } = v1.Failure.decode(bytes)
    return new BrokerError({ code: code === '' ? 'PEER_REFUSED' : code, message, retry: isRetry(retry) ? retry : 'never' })
  } catch (cause) {
    return new BrokerError({ code: 'PEER_REFUSED', retry: 'never', message: 'the peer failed and does not say how', cause })
  }
}

function isRetry(text: string): text is RetryHint {
  return text === 'never' || text === 'later' || text === 'elsewhere'
}

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
