import type { BrokerServices, Connection, ConnectionHandler, Protocol, ProtocolModule } from '@robustmq/broker-api'
import { MqttBroker } from './mqtt-broker.ts'
import { MQTT_CONFIG_SCHEMA, readMqttConfig } from './mqtt-config.ts'
import { RetainedMachine } from './retained-machine.ts'
import { Session } from './session.ts'

/** MQTT 3.1, 3.1.1 and 5.0 for the broker. One module object serves one node. */
export function createMqttModule(): ProtocolModule {
  const retained = new RetainedMachine()
  return {
    name: 'mqtt',
    title: 'MQTT',
    configSchema: MQTT_CONFIG_SCHEMA,
    defaultListeners: [
      { name: 'tcp', transport: 'tcp', port: 1883 },
      { name: 'tls', transport: 'tls', port: 8883, applicationProtocols: ['mqtt'], disabled: true },
      { name: 'ws', transport: 'ws', port: 8083, applicationProtocols: ['mqtt'] },
      { name: 'wss', transport: 'wss', port: 8084, applicationProtocols: ['mqtt'], disabled: true },
    ],
    stateMachines: [retained],
    tryIt: "mosquitto_pub -h {host} -p {port} -t sensors/room1 -m hello -r && mosquitto_sub -h {host} -p {port} -t 'sensors/#' -v -C 1",
    start: (services, config) => new MqttProtocol(services, config, retained),
  }
}

class MqttProtocol implements Protocol {
  readonly #broker: MqttBroker

  constructor(services: BrokerServices, config: Readonly<Record<string, unknown>>, retained: RetainedMachine) {
    this.#broker = new MqttBroker(services, readMqttConfig(config), retained)
  }

  accept(connection: Connection): ConnectionHandler {
    return new Session(connection, this.#broker)
  }

  drain(deadlineMs: number): Promise<void> {
    return this.#broker.drain(deadlineMs)
  }

  stop(): void {
    this.#broker.stop()
  }
}
