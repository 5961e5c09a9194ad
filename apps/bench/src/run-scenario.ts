import { runKafkaLoad } from './kafka-load.ts'
import { peakMemoryOf } from './machine.ts'
import type { Measurement, RunResult } from './measurement.ts'
import { startMosquitto } from './mosquitto-server.ts'
import { runMqttLoad } from './mqtt-load.ts'
import { startRobustmq } from './robustmq-server.ts'
import type { Scenario } from './scenarios.ts'
import type { Server } from './server.ts'

const TOPIC = 'bench.t'
/** How long the log is filled before it is read. */
const FILL_SECONDS = 2

/** One run of one scenario against a server started for it. */
export async function runScenario(scenario: Scenario, name: 'robustmq' | 'mosquitto', seconds: number): Promise<RunResult> {
  const server = name === 'robustmq' ? await startRobustmq(scenario.settings ?? {}) : await startMosquitto()
  try {
    const measured = await measure(scenario, server, seconds)
    const storedRecords = await storedAfter(server, scenario, measured)
    return {
      ...measured, server: name, storedRecords, durability: scenario.ephemeral === true && name === 'robustmq' ? 'none: live only' : server.durability,
      syncs: await server.syncs(), peakMemoryBytes: peakMemoryOf(server.pid),
    }
  } finally {
    await server.stop()
  }
}

async function measure(scenario: Scenario, server: Server, seconds: number): Promise<Measurement> {
  const { load } = scenario
  const port = server.ports[load.protocol]
  if (port === undefined) throw new Error(`the server has no ${load.protocol} port`)
  if (load.protocol === 'mqtt') return runMqttLoad(load.mqtt, port, server.pid, TOPIC.replaceAll('.', '/'), seconds)
  if (load.kafka.mode === 'fetch') await runKafkaLoad({ ...load.kafka, mode: 'produce', window: 32 }, port, server.pid, TOPIC, FILL_SECONDS)
  return runKafkaLoad(load.kafka, port, server.pid, TOPIC, seconds)
}

/** Stored records must be what was acknowledged: the count is taken when the log has committed what it had. */
async function storedAfter(server: Server, scenario: Scenario, measured: Measurement): Promise<number | null> {
  let stored = await server.storedRecords(TOPIC)
  if (stored === null || measured.mustBeStored === null) return stored
  const expected = scenario.ephemeral === true ? 0 : measured.mustBeStored
  // QoS 0 is not acknowledged: the last batch may still be on its way to the disk.
  for (let attempt = 0; attempt < 100 && stored !== expected; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    stored = await server.storedRecords(TOPIC)
  }
  if (stored !== expected) throw new Error(`${scenario.name}: ${String(stored)} records are stored, ${expected} were sent and acknowledged`)
  return stored
}
