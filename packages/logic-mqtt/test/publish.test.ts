import { describe, expect, it } from 'vitest'
import { TestBroker } from './test-broker.ts'

describe('publish and subscribe', () => {
  for (const version of [3, 4, 5] as const) {
    it(`MQTT level ${version}: a subscriber gets QoS 0 and 1 in order, the publisher its PUBACK`, async () => {
      const broker = new TestBroker()
      const subscriber = await broker.connect(version)
      expect(await subscriber.subscribe('sensors/+', { qos: 1 })).toBe(1)
      const publisher = await broker.connect(version)
      publisher.publish('sensors/room1', 'a')
      publisher.publish('sensors/room1', 'b', { qos: 1 })
      publisher.publish('sensors/room1', 'c', { qos: 1 })
      expect(await publisher.settled()).toEqual([
        { type: 'puback', packetId: 1, reasonCode: 0, properties: {} }, { type: 'puback', packetId: 2, reasonCode: 0, properties: {} },
      ])
      const got = await subscriber.publishes()
      expect(got.map((message) => [message.topic, message.payload.toString(), message.qos])).toEqual([
        ['sensors/room1', 'a', 0], ['sensors/room1', 'b', 1], ['sensors/room1', 'c', 1],
      ])
    })

    it(`MQTT level ${version}: a retained message greets a new subscriber`, async () => {
      const broker = new TestBroker()
      const publisher = await broker.connect(version)
      publisher.publish('a/b', 'kept', { qos: 1, retain: true })
      expect(await publisher.settled()).toHaveLength(1)
      const subscriber = await broker.connect(version)
      await subscriber.subscribe('a/#', { qos: 1 })
      const got = await subscriber.publishes()
      expect(got.map((message) => [message.topic, message.payload.toString(), message.qos, message.retain])).toEqual([['a/b', 'kept', 1, true]])
    })
  }
})
