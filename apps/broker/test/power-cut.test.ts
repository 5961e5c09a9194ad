import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrokerError } from '@robustmq/common-errors'
import { createNullLogger } from '@robustmq/common-log'
import { createSeededRandom } from '@robustmq/common-runtime'
import { createFaultyFileSystem } from '@robustmq/storage-conformance'
import type { FaultyFileSystem } from '@robustmq/storage-conformance'
import { describe, expect, it } from 'vitest'
import type { RunningBroker } from '../src/index.ts'
import { protocolModules, readConfig, startBroker } from '../src/index.ts'
import { KafkaClient } from './clients/kafka-client.ts'
import { MqttPublisher } from './clients/mqtt-publisher.ts'

/** Cuts of the short form; the full form is asked for by variable, e.g. `ROBUSTMQ_POWER_CUTS=200`. */
const CUTS = Number(process.env['ROBUSTMQ_POWER_CUTS'] ?? 8)
const SEED = Number(process.env['ROBUSTMQ_SEED'] ?? 20261122)

const SETTINGS = {
  ROBUSTMQ_NODE__HOST: '127.0.0.1', ROBUSTMQ_ADMIN__PORT: '0', ROBUSTMQ_ADMIN__HOST: '127.0.0.1', ROBUSTMQ_NODE__DRAIN_SECONDS: '0',
  ROBUSTMQ_STORAGE__WAL_FILE_BYTES: String(1024 * 1024), ROBUSTMQ_STORAGE__FREE_BYTES_RESERVE: '0',
  ROBUSTMQ_MQTT__LISTENERS__TCP__PORT: '0', ROBUSTMQ_MQTT__LISTENERS__WS__ENABLED: 'false', ROBUSTMQ_KAFKA__LISTENERS__TCP__PORT: '0',
}

async function start(directory: string, fileSystem: FaultyFileSystem): Promise<RunningBroker> {
  const modules = protocolModules.map((create) => create())
  const config = readConfig({ file: null, environment: { ...SETTINGS, ROBUSTMQ_NODE__DATA_DIRECTORY: directory } }, modules)
  return startBroker({ config, modules, fileSystem, log: createNullLogger(), onFatal: () => undefined })
}

function portOf(broker: RunningBroker, protocol: string): number {
  return broker.listeners.find((listener) => listener.protocol === protocol)?.port ?? 0
}

interface Outcome {
  /** Acknowledged messages that are not there, or not in order, by topic. */
  readonly lost: string[]
  readonly acknowledged: number
}

/** Load over both protocols, a power cut before a random filesystem operation, recovery, comparison. */
async function cut(seed: number, lying: boolean): Promise<Outcome> {
  const random = createSeededRandom(seed)
  const directory = mkdtempSync(join(tmpdir(), 'robustmq-cut-'))
  const disk = createFaultyFileSystem({ seed })
  const first = await start(directory, disk)
  // The control lies from here on, so that there is a log to recover and something to lose from it.
  disk.lyingSync = lying
  const mqtt = await MqttPublisher.open(portOf(first, 'mqtt'), 'cut/mqtt')
  const retained = await MqttPublisher.open(portOf(first, 'mqtt'), 'cut/retained', { window: 3, retain: true })
  const kafka = await KafkaClient.open(portOf(first, 'kafka'))
  await kafka.makeTopic('cut.kafka')
  const produced: number[] = []
  let running = true
  const produce = async (): Promise<void> => {
    for (let batch = 0; running; batch++) {
      await kafka.produce('cut.kafka', Array.from({ length: 5 }, (_, i) => `cut/kafka#${batch * 5 + i}`))
      for (let i = 0; i < 5; i++) produced.push(batch * 5 + i)
    }
  }
  const died = new Promise<void>((resolve) => disk.crashBefore(disk.operations + 200 + random.below(1500), resolve))
  mqtt.run()
  retained.run()
  const producing = Promise.race([produce(), died])
  await died
  running = false
  mqtt.destroy()
  retained.destroy()
  kafka.close()
  await Promise.all([producing, mqtt.closed, retained.closed, kafka.closed])
  await first.stop().catch(() => undefined)

  const acknowledged = mqtt.acknowledged.length + retained.acknowledged.length + produced.length
  const second = await start(directory, disk.crash()).catch((error: unknown) => BrokerError.from(error))
  if (second instanceof Error) return { lost: [`everything: the broker does not start: ${second.message}`], acknowledged }
  const reader = await KafkaClient.open(portOf(second, 'kafka'))
  const lost = [
    ...missingFrom('cut/mqtt', mqtt.acknowledged, await readable(reader, 'cut.mqtt')),
    ...missingFrom('cut/retained', retained.acknowledged, await readable(reader, 'cut.retained')),
    ...missingFrom('cut/kafka', produced, await readable(reader, 'cut.kafka')),
  ]
  reader.close()
  await second.stop()
  rmSync(directory, { recursive: true, force: true })
  return { lost, acknowledged }
}

/** What can be read of a topic; a topic that was not made before the cut has nothing. */
async function readable(reader: KafkaClient, topic: string): Promise<string[]> {
  return (await reader.hasTopic(topic)) ? reader.readAll(topic) : []
}

/** Each acknowledged message must be there, and what is there must be in the order of sending. */
function missingFrom(name: string, acknowledged: readonly number[], stored: readonly string[]): string[] {
  const numbers = stored.map((value) => Number(value.slice(name.length + 1)))
  const there = new Set(numbers)
  const disordered = numbers.filter((number, i) => i > 0 && number <= (numbers[i - 1] as number))
  return [
    ...acknowledged.filter((number) => !there.has(number)).map((number) => `${name}#${number} lost`),
    ...disordered.map((number) => `${name}#${number} out of order`),
  ]
}

describe('power cuts: an acknowledgement means that the message is on the disk', () => {
  it(`loses and reorders nothing that was acknowledged, in ${CUTS} cuts (seed ${SEED})`, { timeout: 30_000 + CUTS * 5_000 }, async () => {
    let acknowledged = 0
    for (let i = 0; i < CUTS; i++) {
      const outcome = await cut(SEED + i, false)
      expect(outcome.lost, `seed ${SEED + i}`).toEqual([])
      acknowledged += outcome.acknowledged
    }
    expect(acknowledged).toBeGreaterThan(CUTS * 50)
  })

  it('would notice: with syncs that do nothing, acknowledged messages are lost', { timeout: 60_000 }, async () => {
    let lost = 0
    for (let i = 0; i < 4 && lost === 0; i++) lost += (await cut(SEED + 1000 + i, true)).lost.length
    expect(lost).toBeGreaterThan(0)
  })
})
