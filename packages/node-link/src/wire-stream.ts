import type { ChannelOptions, ClientDuplexStream, ServerDuplexStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js'
import { Client, credentials, Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js'
import { errorCode } from '@robustmq/common-errors'
import { decodeFrame, encodeFrame } from './frame.ts'
import type { Frame } from './frame.ts'

/** A certificate authority, and the node's own certificate and key, PEM. */
export interface LinkTls {
  readonly ca: Buffer
  readonly cert: Buffer
  readonly key: Buffer
}

/** One stream of frames, whichever side opened it. */
export interface WireStream {
  /** Common name of the peer's verified certificate, or null. */
  readonly certificateName: string | null
  /** `written` is called when the transport has taken the frame; never for a stream that has ended. */
  write(frame: Frame, written: () => void): void
  /** Lets what was written go out, then ends. */
  end(): void
  /** Ends at once. */
  destroy(): void
}

export interface WireHandler {
  frame(frame: Frame): void
  /** Called once, also after `end` and `destroy`. */
  ended(reason: string): void
}

const LINK_PATH = '/robustmq.node.v1.NodeLink/Link'
export const LINK_SERVICE = 'robustmq.node.v1.NodeLink'
/** Frames are a quarter of a mebibyte and one piece; more is a fault of the peer. */
const FRAME_BYTES_MAX = 4 * 1024 * 1024
const FLOW_WINDOW_BYTES = 4 * 1024 * 1024

function channelOptions(keepaliveMs: number): ChannelOptions {
  return {
    'grpc.max_receive_message_length': FRAME_BYTES_MAX,
    'grpc.max_send_message_length': FRAME_BYTES_MAX,
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveMs,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 1000,
    // A proxy of the environment is for the web, not for neighbours.
    'grpc.enable_http_proxy': 0,
    // Retries would keep a copy of what was sent; the link knows better what is worth repeating.
    'grpc.enable_retries': 0,
    // Every attempt has its own connection, so that nothing of a failed one delays the next.
    'grpc.use_local_subchannel_pool': 1,
    'grpc-node.flow_control_window': FLOW_WINDOW_BYTES,
  }
}

const definition: ServiceDefinition = {
  link: {
    path: LINK_PATH,
    requestStream: true,
    responseStream: true,
    requestSerialize: encodeFrame,
    requestDeserialize: decodeFrame,
    responseSerialize: encodeFrame,
    responseDeserialize: decodeFrame,
  },
}

export interface Dial {
  readonly stream: WireStream
  /** True when the connection stands, so that what was written is on its way. */
  connected(): boolean
}

/** Opens a stream to `address` (`host:port`); failures come as `ended`. */
export function dial(address: string, tls: LinkTls | null, keepaliveMs: number, handler: WireHandler): Dial {
  const creds = tls === null ? credentials.createInsecure() : credentials.createSsl(tls.ca, tls.key, tls.cert)
  const client = new Client(address, creds, channelOptions(keepaliveMs))
  const call = client.makeBidiStreamRequest<Frame, Frame>(LINK_PATH, encodeFrame, decodeFrame, new Metadata(), {})
  const ended = once((reason: string): void => {
    client.close()
    handler.ended(reason)
  })
  attach(call, handler, ended)
  const stream: WireStream = {
    get certificateName() {
      return commonName(call.getAuthContext())
    },
    write: (frame, written) => void call.write(frame, () => written()),
    end: () => void call.end(),
    destroy: () => call.cancel(),
  }
  // 2 is READY; the enumeration of the library is a const one, which this compiler does not read.
  return { stream, connected: () => (client.getChannel().getConnectivityState(false) as number) === 2 }
}

export interface LinkServer {
  readonly server: Server
  bind(address: string, tls: LinkTls | null): Promise<number>
  close(): Promise<void>
}

/** A server for links; `accept` gives the handler of a new stream. Other services may be added before `bind`. */
export function createLinkServer(keepaliveMs: number, accept: (stream: WireStream) => WireHandler): LinkServer {
  const server = new Server(channelOptions(keepaliveMs))
  const implementation: UntypedServiceImplementation = {
    link: (call: ServerDuplexStream<Frame, Frame>): void => {
      const handler = accept({
        certificateName: commonName(call.getAuthContext()),
        write: (frame, written) => void call.write(frame, () => written()),
        end: () => void call.end(),
        destroy: () => void call.emit('error', { code: status.CANCELLED, details: 'the node ended the stream' }),
      })
      const ended = once((reason: string): void => handler.ended(reason))
      call.on('cancelled', () => ended('cancelled by the peer'))
      attach(call, handler, ended)
    },
  }
  server.addService(definition, implementation)
  return {
    server,
    bind: (address, tls) => new Promise((resolve, reject) => {
      const creds = tls === null
        ? ServerCredentials.createInsecure()
        : ServerCredentials.createSsl(tls.ca, [{ cert_chain: tls.cert, private_key: tls.key }], true)
      server.bindAsync(address, creds, (error, port) => (error === null ? resolve(port) : reject(error)))
    }),
    close: () => new Promise((resolve) => {
      server.forceShutdown()
      setImmediate(resolve)
    }),
  }
}

function attach(call: ClientDuplexStream<Frame, Frame> | ServerDuplexStream<Frame, Frame>, handler: WireHandler, ended: (reason: string) => void): void {
  call.on('data', (frame: Frame) => handler.frame(frame))
  call.on('error', (error: Error & { readonly details?: string }) => ended(error.details ?? errorCode(error) ?? error.message))
  call.on('end', () => {
    call.end()
    ended('ended by the peer')
  })
  call.on('close', () => ended('closed'))
}

function once(run: (reason: string) => void): (reason: string) => void {
  let done = false
  return (reason) => {
    if (done) return
    done = true
    run(reason)
  }
}

function commonName(context: ReturnType<ServerDuplexStream<Frame, Frame>['getAuthContext']> | null): string | null {
  const name = context?.sslPeerCertificate?.subject.CN
  return typeof name === 'string' ? name : null
}
