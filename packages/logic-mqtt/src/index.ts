/**
 * MQTT 3.1, 3.1.1 and 5.0: sessions and semantics over the broker's publish path and log. The wire format is in
 * `@robustmq/codec-mqtt`.
 *
 * ```ts
 * const mqtt = createMqttModule()
 * for (const machine of mqtt.stateMachines) services.meta.register(machine)
 * const protocol = mqtt.start(services, {}) // default configuration
 * const handler = protocol.accept(connection)
 * ```
 *
 * @packageDocumentation
 */
export { createMqttModule } from './mqtt-module.ts'
export { FAILURE_REASONS } from './failure-answers.ts'
