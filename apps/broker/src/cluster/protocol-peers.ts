import type { PeerHandler, PeerNetwork, ProtocolPeers } from '@robustmq/broker-api'
import { PEER_CHANNEL_SESSIONS } from '@robustmq/broker-api'
import { BrokerError } from '@robustmq/common-errors'

/** Parts the channel of the protocols: a message begins with the length of the protocol's name and the name. */
export function createProtocolChannels(peers: PeerNetwork): (protocol: string) => ProtocolPeers {
  const handlers = new Map<string, PeerHandler>()
  const find = (message: Buffer): { readonly handler: PeerHandler | undefined; readonly body: Buffer } => {
    const end = 1 + (message[0] ?? 0)
    return { handler: handlers.get(message.toString('utf8', 1, end)), body: message.subarray(end) }
  }
  peers.listen(PEER_CHANNEL_SESSIONS, {
    peerMessage: (peer, message) => {
      const { handler, body } = find(message)
      handler?.peerMessage(peer, body)
    },
    peerRequest: (peer, message) => {
      const { handler, body } = find(message)
      if (handler === undefined) throw new BrokerError({ code: 'PEER_REFUSED', retry: 'never', message: 'the node does not speak this protocol' })
      return handler.peerRequest(peer, body)
    },
  })
  return (protocol) => {
    const name = Buffer.from(protocol)
    const head = Buffer.concat([Buffer.from([name.length]), name])
    const wrap = (message: Uint8Array): Buffer => Buffer.concat([head, message])
    return {
      nodeId: peers.nodeId,
      peers: () => peers.peers(),
      send: (peer, message) => peers.send(peer, PEER_CHANNEL_SESSIONS, wrap(message)),
      request: (peer, message, timeoutMs) => peers.request(peer, PEER_CHANNEL_SESSIONS, wrap(message), timeoutMs),
      listen: (handler) => void handlers.set(protocol, handler),
    }
  }
}
