/** What one run of a load generator measured, and what was found in the broker afterwards. */
export interface Measurement {
  /** Messages of the measured interval: delivered where there are subscribers, else acknowledged. */
  readonly messages: number
  /** Payload bytes of these messages. */
  readonly bytes: number
  readonly seconds: number
  readonly brokerCpuSeconds: number
  readonly loadCpuSeconds: number
  readonly p50Us: number
  readonly p99Us: number
  /** Messages that must be in the log afterwards, warm-up and drain included; null when the scenario stores nothing. */
  readonly mustBeStored: number | null
}

export interface RunResult extends Measurement {
  readonly server: string
  readonly durability: string
  readonly storedRecords: number | null
  readonly syncs: number | null
  readonly peakMemoryBytes: number
}

export function perCpuSecond(result: Measurement): number {
  return result.messages / Math.max(result.brokerCpuSeconds, 0.01)
}

export function megabytesPerCpuSecond(result: Measurement): number {
  return result.bytes / 1e6 / Math.max(result.brokerCpuSeconds, 0.01)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
