import { readUint16, readUint32 } from '@robustmq/common-bytes'
import { failAt } from './failure.ts'
import type { MqttFailure, MqttFailureCode } from './failure.ts'
import type { MqttLimits } from './limits.ts'
import { NO_PROPERTIES } from './properties.ts'
import type { MqttProperties } from './properties.ts'
import { readProperties } from './read-properties.ts'
import { scannedAuthenticationMethod, scanProperties } from './scan-properties.ts'
import { isBadUtf8 } from './utf8.ts'
import { readVariableInteger, variableIntegerEnd } from './variable-integer.ts'

/**
 * Cursor over the body of one rare packet. The first failure is kept and moves the cursor to the end, where every further
 * read gives a neutral value: a decoder reads straight on and asks once, at the end. Loops must ask `hasMore()`.
 */
export class PacketReader {
  readonly buffer: Buffer
  readonly end: number
  readonly version: number
  readonly limits: MqttLimits
  at: number
  failure: MqttFailure | null = null
  /** True when the last property block held an authentication method. */
  sawAuthenticationMethod = false

  constructor(buffer: Buffer, start: number, end: number, version: number, limits: MqttLimits) {
    this.buffer = buffer
    this.at = start
    this.end = end
    this.version = version
    this.limits = limits
  }

  fail(code: MqttFailureCode, message: string, at: number = this.at): void {
    this.failure ??= failAt(code, message, at)
    this.at = this.end
  }

  hasMore(): boolean {
    return this.at < this.end
  }

  /** Claims `length` bytes; returns their position, or -1 after a failure. */
  take(length: number): number {
    const start = this.at
    if (this.failure !== null) return -1
    if (start + length > this.end) {
      this.fail('MQTT_MALFORMED', 'packet ends inside a field (section 1.5)')
      return -1
    }
    this.at = start + length
    return start
  }

  uint8(): number {
    const at = this.take(1)
    return at < 0 ? 0 : (this.buffer[at] as number)
  }

  uint16(): number {
    const at = this.take(2)
    return at < 0 ? 0 : readUint16(this.buffer, at)
  }

  uint32(): number {
    const at = this.take(4)
    return at < 0 ? 0 : readUint32(this.buffer, at)
  }

  packetId(): number {
    const at = this.at
    const id = this.uint16()
    if (id === 0) this.fail('MQTT_PROTOCOL_ERROR', 'packet identifier is 0 [MQTT-2.2.1-3]', at)
    return id
  }

  text(): string {
    const length = this.uint16()
    const at = this.take(length)
    if (at < 0) return ''
    if (isBadUtf8(this.buffer, at, at + length)) {
      this.fail('MQTT_MALFORMED', 'text is not well-formed UTF-8 or holds U+0000 [MQTT-1.5.4-1] [MQTT-1.5.4-2]', at)
      return ''
    }
    return this.buffer.toString('utf8', at, at + length)
  }

  /** A copy. */
  binary(): Buffer {
    const length = this.uint16()
    const at = this.take(length)
    return at < 0 ? Buffer.alloc(0) : Buffer.from(this.buffer.subarray(at, at + length))
  }

  /** Length and contents of a property block; nothing is read below MQTT 5. */
  properties(place: number): MqttProperties {
    if (this.version !== 5 || this.failure !== null) return NO_PROPERTIES
    const start = this.at
    const length = readVariableInteger(this.buffer, start, this.end)
    if (length < 0 || variableIntegerEnd + length > this.end) {
      this.fail('MQTT_MALFORMED', 'property length truncated, not in its shortest form or beyond the packet [MQTT-1.5.5-1]')
      return NO_PROPERTIES
    }
    const from = variableIntegerEnd
    this.at = from + length
    const failure = scanProperties(this.buffer, from, this.at, place, this.limits.userPropertyCountMax)
    this.sawAuthenticationMethod = scannedAuthenticationMethod
    if (failure !== null) {
      this.failure = failure
      this.at = this.end
      return NO_PROPERTIES
    }
    return readProperties(this.buffer, from, this.at)
  }

  /** Nothing may follow the last field. */
  finish(): void {
    if (this.at < this.end) this.fail('MQTT_MALFORMED', 'bytes after the last field of the packet (section 2.1.4)')
  }
}
