// Block `limits <part>`: bounds with their values from the source. `setting` is a key of the configuration; otherwise
// `after` is the text in `file` that stands before the number. `beyond` says what happens at the bound.
import { read, quantity, table } from './blocks.mjs'
import { settingOf } from './config-reference.mjs'

const mib = 1024 * 1024
const routing = 'packages/common-routing/src'
const net = 'packages/net/src'
const wal = 'packages/wal/src'
const meta = 'packages/meta-service/src'
const catalog = 'packages/common-catalog/src'

export const limits = {
  connections: [
    { what: 'connections of the node', setting: 'net.connections_max', beyond: 'closed at once; WebSocket: 503' },
    { what: 'unsent output of one connection', setting: 'net.output_bytes_max', unit: 'bytes', beyond: 'reset, `NET_OUTPUT_OVERFLOW`; long before that the session is told `congested`' },
    { what: 'output that makes a connection congested', file: `${net}/limits.ts`, after: 'highWaterBytes: ', unit: 'bytes', beyond: 'the protocol drops or queues by its rules, until a quarter of it is left' },
    { what: 'one WebSocket message', file: `${net}/limits.ts`, after: 'messageBytesMax: ', unit: 'bytes', beyond: 'closed with 1009' },
    { what: 'time for a WebSocket upgrade', file: `${net}/limits.ts`, after: 'upgradeMs: ', unit: 'ms', beyond: 'closed' },
    { what: 'time from ending a connection to dropping it', file: `${net}/limits.ts`, after: 'lingerMs: ', unit: 'ms', beyond: 'destroyed' },
    { what: 'pending timers', file: 'packages/common-runtime/src/timers.ts', after: 'const INDEX_BITS = ', unit: 'bits', beyond: 'a defect: every user of timers is bounded itself' },
    { what: 'body of an admin request', file: 'apps/broker/src/admin/server.ts', after: 'const BODY_BYTES_MAX = ', unit: 'bytes', beyond: '413' },
    { what: 'topics in one page of the admin API', file: 'apps/broker/src/admin/topic-routes.ts', after: 'const LIST_MAX = ', beyond: 'the next page, `after`' },
  ],
  topics: [
    { what: 'bytes of an address', file: `${catalog}/address.ts`, after: 'ADDRESS_BYTES_MAX = ', unit: 'bytes', beyond: '`TOPIC_NAME_INVALID`' },
    { what: 'levels of an address', file: `${catalog}/address.ts`, after: 'ADDRESS_LEVELS_MAX = ', beyond: '`TOPIC_NAME_INVALID`' },
    { what: 'bytes of a log name', file: `${catalog}/log-name.ts`, after: 'LOG_NAME_BYTES_MAX = ', unit: 'bytes', beyond: 'a stable escape, then a hash ([ADR 0005](adr/0005-names.md))' },
    { what: 'automatic topics of a tenant', setting: 'topics.automatic_max', beyond: 'further addresses share `rmq.catch-all`' },
    { what: 'partitions of the catch-all topic', file: `${routing}/router.ts`, after: 'const CATCH_ALL_PARTITIONS = ', beyond: 'fixed' },
    { what: 'partitions of a topic', file: `${catalog}/topic-limits.ts`, after: 'TOPIC_PARTITIONS_MAX = ', beyond: '`TOPIC_PARTITIONS_INVALID`, or `TOPIC_NAME_INVALID` with the reason' },
    { what: 'settings of a topic', file: `${catalog}/topic-limits.ts`, after: 'TOPIC_CONFIG_ENTRIES_MAX = ', beyond: 'refused' },
    { what: 'addresses that the publish path remembers', file: `${routing}/router.ts`, after: 'targetCountMax ?? ', beyond: 'the one seen first is forgotten and found again' },
    { what: 'pause before a refused address is tried again', file: `${routing}/router.ts`, after: 'const RETRY_AFTER_MS = ', unit: 'ms', beyond: 'refused meanwhile' },
  ],
  storage: [
    { what: 'batch built by the broker', file: `${routing}/router.ts`, after: 'batchBytesMax ?? ', unit: 'bytes', beyond: 'the next batch of the same turn' },
    { what: 'batch that storage takes', file: 'apps/broker/src/engines.ts', after: 'const BATCH_BYTES_MAX = ', unit: 'bytes', beyond: '`STORAGE_BATCH_TOO_LARGE`; less where half a log file is less' },
    { what: 'bytes that wait for the disk', setting: 'storage.wal_pending_bytes', unit: 'bytes', beyond: '`STORAGE_QUEUE_FULL`; publishers are paused from half of it on' },
    { what: 'free space kept', setting: 'storage.free_bytes_reserve', unit: 'bytes', beyond: '`STORAGE_DISK_FULL` until there is room; reads and deletions go on' },
    { what: 'one file of the log', setting: 'storage.wal_file_bytes', unit: 'bytes', beyond: 'the next file' },
    { what: 'full log files that wait for segments', file: 'packages/storage-segment/src/segment-storage.ts', after: 'backlogFilesMax ?? ', beyond: 'publishers are paused' },
    { what: 'open segment files', file: 'packages/storage-segment/src/segment-storage.ts', after: 'openFilesMax ?? ', beyond: 'the one used longest ago is closed' },
    { what: 'recent batches in memory', setting: 'storage.tail_cache_bytes', unit: 'bytes', beyond: 'older ones are read from the disk' },
    { what: 'topics of storage kind `memory`, all together', setting: 'storage.memory_bytes', unit: 'bytes', beyond: '`STORAGE_DISK_FULL`' },
    { what: 'reads of log bytes that wait', file: `${wal}/pending-reads.ts`, after: 'const WAITING_MAX = ', beyond: '`WAL_QUEUE_FULL`' },
  ],
  metadata: [
    { what: 'one command', file: `${meta}/options.ts`, after: 'commandBytesMax ?? ', unit: 'bytes', beyond: '`META_COMMAND_TOO_LARGE`' },
    { what: 'commands that wait', file: `${meta}/options.ts`, after: 'queueCommandsMax ?? ', beyond: '`META_QUEUE_FULL`' },
    { what: 'clients whose last answers are kept', file: `${meta}/answered-proposals.ts`, after: 'CLIENTS_MAX = ', beyond: 'the one silent for longest is forgotten' },
  ],
}

const protocolLimits = {
  mqtt: {
    packet_bytes_max: 'DISCONNECT 0x95 where the version has it, closed',
    connect_timeout_seconds: 'closed',
    receive_maximum: 'MQTT 5: DISCONNECT 0x93; else reading stops',
    topic_alias_maximum: 'DISCONNECT 0x94',
    sessions_max: 'CONNACK 0x97, in MQTT 3 "server unavailable"',
    subscriptions_max: 'SUBACK 0x97, in MQTT 3 0x80',
    retained_max: 'PUBACK 0x97, in MQTT 3 closed',
    inflight_max: 'waits in the queue',
    queue_bytes_max: 'DISCONNECT 0x97, closed: `MQTT_SLOW_CONSUMER`',
  },
  kafka: {
    request_bytes_max: 'closed',
    message_bytes_max: 'MESSAGE_TOO_LARGE',
    fetch_bytes_max: 'the answer is shorter; the client asks again',
    fetch_wait_max_ms: 'answered with what there is',
    in_flight_requests_max: 'reading stops',
    in_flight_bytes_max: 'reading stops',
    idle_timeout_ms: 'closed',
    producers_per_partition_max: 'the one silent for longest is forgotten',
    producers_max: 'those of the partition used longest ago are forgotten',
  },
}

/** Block `limits <part>`. */
export function limitTable(part) {
  const own = limits[part]
  if (own !== undefined) {
    return table(['what', 'bound', 'set by', 'beyond it'], own.map((limit) => [limit.what, quantityOf(limit), limit.setting === undefined ? 'fixed' : `\`${limit.setting}\``, limit.beyond]))
  }
  const rows = Object.entries(protocolLimits[part]).map(([key, beyond]) => {
    const setting = requiredSetting(`${part}.${key}`)
    const unit = key.includes('bytes') ? 'bytes' : key.endsWith('_ms') ? 'ms' : key.endsWith('_seconds') ? 's' : undefined
    return [setting.description.replace(/\.$/, ''), quantity(setting.default, unit), `\`${part}.${key}\``, beyond]
  })
  return table(['what', 'bound', 'set by', 'beyond it'], rows)
}

function requiredSetting(path) {
  const setting = settingOf(path)
  if (setting === undefined) throw new Error(`the limit names a setting that is not there: ${path}`)
  return setting
}

function quantityOf({ setting, file, after, unit }) {
  const value = setting === undefined ? numberAfter(file, after) : requiredSetting(setting).default
  return unit === 'bits' ? quantity(2 ** value) : quantity(value, unit)
}

/** The number that stands behind `after` in the source: whole numbers joined by `*` or `<<`. */
function numberAfter(file, after) {
  const text = read(file)
  let expression
  // A declaration of the same name may stand before it.
  for (let at = text.indexOf(after); at >= 0 && expression === undefined; at = text.indexOf(after, at + 1)) {
    expression = /^(?:[\d_]+|MIB)(?: (?:\*|<<) (?:[\d_]+|MIB))*/.exec(text.slice(at + after.length))?.[0]
  }
  if (expression === undefined) throw new Error(`${file}: no number behind ${JSON.stringify(after)}`)
  const [first, ...rest] = expression.split(' ')
  const number = (word) => (word === 'MIB' ? mib : Number(word.replaceAll('_', '')))
  let value = number(first)
  for (let i = 0; i < rest.length; i += 2) value = rest[i] === '*' ? value * number(rest[i + 1]) : value * 2 ** number(rest[i + 1])
  return value
}
