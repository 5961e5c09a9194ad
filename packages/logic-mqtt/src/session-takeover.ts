import type { ProtocolPeers } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'

/*
 * Between nodes, one-way: u8 version, u8 kind (1: a client has connected), u32 tenant, client id. A node that is not reached
 * does not hear of it.
 */
const VERSION = 1
const CONNECTED = 1
const HEAD_BYTES = 6

/**
 * A client id is used by one connection in the whole cluster, the newest [MQTT-3.1.4-3]: nodes tell each other who came. `takeOver`
 * ends a connection of this node; the function returned tells the others.
 */
export function createTakeover(peers: ProtocolPeers, takeOver: (tenant: number, clientId: string) => void): (tenant: number, clientId: string) => void {
  peers.listen({
    peerMessage: (_peer, message) => {
      if (message[0] !== VERSION || message[1] !== CONNECTED || message.length < HEAD_BYTES) return
      takeOver(message.readUInt32LE(2), message.toString('utf8', HEAD_BYTES))
    },
    peerRequest: () => Promise.reject(new BrokerError({ code: 'PEER_REFUSED', retry: 'never', message: 'nothing is asked about sessions' })),
  })
  return (tenant, clientId) => {
    const others = peers.peers()
    if (others.length === 0) return
    const head = Buffer.alloc(HEAD_BYTES)
    head[0] = VERSION
    head[1] = CONNECTED
    head.writeUInt32LE(tenant, 2)
    const message = Buffer.concat([head, Buffer.from(clientId)])
    for (const peer of others) peers.send(peer, message)
  }
}
