import { BrokerError } from '@robustmq/common-errors'

/** Bounds of a listener and of each of its connections. */
export interface NetLimits {
  /** Open connections of the listener; more are refused. */
  readonly connectionsMax: number
  /** Above this many bytes not yet taken by the kernel a connection is congested. */
  readonly highWaterBytes: number
  /** At this many or fewer it has drained. */
  readonly lowWaterBytes: number
  /** Above this many the connection is destroyed, `NET_OUTPUT_OVERFLOW`. */
  readonly pendingBytesMax: number
  /** Time from `end` until the connection is destroyed whatever the peer does. */
  readonly lingerMs: number
  /** Connections that the kernel keeps while we are busy. */
  readonly backlog: number
  /** WebSocket: bytes of one message, all its frames together; it is held in memory until its end. */
  readonly messageBytesMax: number
  /** WebSocket: time for the HTTP upgrade request. */
  readonly upgradeMs: number
}

export const NET_LIMITS_DEFAULT: NetLimits = {
  connectionsMax: 100_000,
  highWaterBytes: 1024 * 1024,
  lowWaterBytes: 256 * 1024,
  pendingBytesMax: 64 * 1024 * 1024,
  lingerMs: 5_000,
  backlog: 1_024,
  messageBytesMax: 8 * 1024 * 1024,
  upgradeMs: 10_000,
}

/** Completes `limits` with the defaults; throws `NET_LISTEN_OPTIONS` when one makes no sense. */
export function completeLimits(limits: Partial<NetLimits>): NetLimits {
  const complete = { ...NET_LIMITS_DEFAULT, ...limits }
  for (const [name, value] of Object.entries(complete)) {
    if (!Number.isSafeInteger(value) || value < (name === 'lowWaterBytes' ? 0 : 1)) refuse(`${name} is ${value}`)
  }
  if (complete.lowWaterBytes > complete.highWaterBytes) refuse('lowWaterBytes is above highWaterBytes')
  if (complete.highWaterBytes > complete.pendingBytesMax) refuse('highWaterBytes is above pendingBytesMax')
  return complete
}

function refuse(message: string): never {
  throw new BrokerError({ code: 'NET_LISTEN_OPTIONS', retry: 'never', message: `limits: ${message}` })
}
