import { join } from 'node:path'
import type { FileSystem, Random } from '@robustmq/common-runtime'
import type { MemberIdentity } from './cluster-machine.ts'
import { metaError } from './errors.ts'

const FILE = 'identity.json'
const FORMAT = 1

/** Who a data directory is, and how far it has come in forming a cluster. */
export interface Identity {
  readonly nodeId: number
  /** Drawn when the directory was made: an empty disk is another node. */
  readonly raftId: number
  /** The first members of the cluster, once this node has heard of all of them; it never forms another one. */
  readonly frozen: readonly MemberIdentity[] | null
  /** The cluster that it is in; empty: none yet. */
  readonly clusterId: string
}

/** Keeps the identity in one small file, replaced as a whole. */
export class IdentityFile {
  readonly #fileSystem: FileSystem
  readonly #directory: string
  #identity: Identity | null = null

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem
    this.#directory = directory
  }

  get current(): Identity {
    return this.#identity as Identity
  }

  /** Reads it, or makes one. @throws META_CORRUPT, META_FORMAT_UNKNOWN, META_CLUSTER_REFUSED: the directory is of another node */
  open(nodeId: number, random: Random): Identity {
    const fs = this.#fileSystem
    fs.makeDirectorySync(this.#directory)
    const path = join(this.#directory, FILE)
    if (!fs.existsSync(path)) {
      // 52 bits, never 0: raft's numbers are below 2^53.
      const bytes = random.bytes(8)
      const raftId = (bytes.readUInt32BE(0) & 0xf_ffff) * 0x1_0000_0000 + bytes.readUInt32BE(4) || 1
      this.write({ nodeId, raftId, frozen: null, clusterId: '' })
      return this.current
    }
    const identity = parse(this.#read(path))
    if (identity.nodeId !== nodeId) {
      throw metaError('META_CLUSTER_REFUSED', `the data directory is that of node ${identity.nodeId}, not of node ${nodeId}`, undefined, { is: identity.nodeId, wanted: nodeId })
    }
    this.#identity = identity
    return identity
  }

  /** Durable, under its name, when this returns. */
  write(identity: Identity): void {
    const fs = this.#fileSystem
    const path = join(this.#directory, FILE)
    const temporary = `${path}.new`
    if (fs.existsSync(temporary)) fs.unlinkSync(temporary)
    const file = fs.openSync(temporary, 'create')
    const text = Buffer.from(JSON.stringify({ format: FORMAT, ...identity }))
    try {
      file.writeSync(text, 0, text.length, 0)
      file.datasyncSync()
    } finally {
      file.closeSync()
    }
    fs.renameSync(temporary, path)
    fs.syncDirectorySync(this.#directory)
    this.#identity = identity
  }

  #read(path: string): string {
    const file = this.#fileSystem.openSync(path, 'read')
    try {
      const bytes = Buffer.alloc(file.sizeSync())
      return bytes.subarray(0, file.readSync(bytes, 0, bytes.length, 0)).toString()
    } finally {
      file.closeSync()
    }
  }
}

function parse(text: string): Identity {
  let value: Partial<Identity> & { readonly format?: unknown }
  try {
    value = JSON.parse(text) as typeof value
  } catch (cause) {
    throw metaError('META_CORRUPT', `${FILE} cannot be read`, cause)
  }
  if (value.format !== FORMAT) throw metaError('META_FORMAT_UNKNOWN', `${FILE} has format ${String(value.format)}; this build knows ${FORMAT}`)
  const { nodeId, raftId, frozen, clusterId } = value
  if (!Number.isSafeInteger(nodeId) || !Number.isSafeInteger(raftId) || typeof clusterId !== 'string') throw metaError('META_CORRUPT', `${FILE} has no identity`)
  return { nodeId: nodeId as number, raftId: raftId as number, frozen: frozen ?? null, clusterId }
}
