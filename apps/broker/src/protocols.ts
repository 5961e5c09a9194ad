import type { ProtocolModule } from '@robustmq/broker-api'
import { createKafkaModule } from '@robustmq/logic-kafka'
import { createMqttModule } from '@robustmq/logic-mqtt'

/** The protocols of this broker: one line each. `pnpm gen protocol <name>` adds one. */
export const protocolModules: readonly (() => ProtocolModule)[] = [
  createMqttModule,
  createKafkaModule,
]
