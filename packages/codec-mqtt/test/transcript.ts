import { ACK_RUN, FAILURE, NEED_MORE, PACKET, PUBLISH_RUN, readProperties } from '../src/index.ts'
import type { MqttDecoder, MqttPacket, MqttProperties } from '../src/index.ts'

/** One packet as plain data, whatever run it came in: what must not depend on how the stream was cut. */
export type Entry =
  | { readonly kind: 'packet'; readonly packet: MqttPacket }
  | { readonly kind: 'ack'; readonly type: number; readonly packetId: number }
  | { readonly kind: 'failure'; readonly code: string; readonly bytePosition: number }
  | {
      readonly kind: 'publish'
      readonly topic: string
      readonly payload: string
      readonly first: string
      readonly packetId: number
      readonly alias: number
      readonly properties: MqttProperties
    }

/** Calls `next` until it rests and copies everything out. */
export function drain(decoder: MqttDecoder, into: Entry[]): void {
  for (let event = decoder.next(); event !== NEED_MORE; event = decoder.next()) {
    if (event === PUBLISH_RUN) copyRun(decoder, into)
    else if (event === ACK_RUN) {
      const { type, count, packetId } = decoder.ackRun
      for (let i = 0; i < count; i++) into.push({ kind: 'ack', type, packetId: packetId[i] as number })
    } else if (event === PACKET) {
      if (decoder.packet === null) throw new Error('PACKET without packet')
      into.push({ kind: 'packet', packet: decoder.packet })
    } else if (event === FAILURE) {
      if (decoder.failure === null) throw new Error('FAILURE without failure')
      into.push({ kind: 'failure', code: decoder.failure.code, bytePosition: decoder.failure.bytePosition })
      return
    }
  }
}

function copyRun(decoder: MqttDecoder, into: Entry[]): void {
  const run = decoder.publishRun
  const topic = run.buffer.toString('utf8', run.topicStart, run.topicEnd)
  for (let i = 0; i < run.count; i++) {
    into.push({
      kind: 'publish',
      topic,
      payload: run.buffer.toString('hex', run.payloadStart[i], run.payloadEnd[i]),
      first: `${run.qos}${run.retain ? 'r' : ''}${run.dup ? 'd' : ''}`,
      packetId: run.packetId[i] as number,
      alias: run.topicAlias,
      properties: readProperties(run.buffer, run.propertiesStart[i] as number, run.propertiesEnd[i] as number),
    })
  }
}

/** Pushes the chunks one by one and returns what came out. */
export function transcript(decoder: MqttDecoder, chunks: readonly Uint8Array[]): Entry[] {
  const entries: Entry[] = []
  for (const chunk of chunks) {
    decoder.push(chunk)
    drain(decoder, entries)
  }
  return entries
}
