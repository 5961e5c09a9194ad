import { metaProto } from '@robustmq/proto-gen'
import { metaError } from './errors.ts'

const { LogEntry } = metaProto.meta.v1

/** A command as the log has it. */
export interface CommandEntry {
  readonly machine: string
  readonly machineVersion: number
  readonly timeMs: number
  /** 16 bytes. */
  readonly client: Uint8Array
  readonly sequence: number
  readonly command: Uint8Array
  /** The client has all answers below it; 0: not said. */
  readonly answeredBelow: number
}

export function encodeEntry(entry: CommandEntry): Uint8Array {
  return LogEntry.encode(entry).finish()
}

/** @throws BrokerError META_CORRUPT */
export function decodeEntry(body: Uint8Array, index: number): CommandEntry {
  try {
    return LogEntry.decode(body)
  } catch (cause) {
    throw metaError('META_CORRUPT', `log entry ${index} cannot be decoded`, cause, { index })
  }
}
