export interface QuotaLimits {
  readonly tenantCountMax: number
  readonly tenantBytesMax: number
  readonly countMax: number
}

interface Usage {
  count: number
  bytes: number
}

/** What waits, per tenant and on the whole node. */
export class TenantQuotas {
  #count = 0
  readonly #limits: QuotaLimits
  readonly #usage = new Map<number, Usage>()

  constructor(limits: QuotaLimits) {
    this.#limits = limits
  }

  countOf(tenant: number): number {
    return this.#usage.get(tenant)?.count ?? 0
  }

  bytesOf(tenant: number): number {
    return this.#usage.get(tenant)?.bytes ?? 0
  }

  /** True when so much more may wait. */
  allows(tenant: number, count: number, bytes: number): boolean {
    const { tenantCountMax, tenantBytesMax, countMax } = this.#limits
    return this.#count + count <= countMax && this.countOf(tenant) + count <= tenantCountMax && this.bytesOf(tenant) + bytes <= tenantBytesMax
  }

  take(tenant: number, bytes: number): void {
    const usage = this.#usage.get(tenant)
    if (usage === undefined) this.#usage.set(tenant, { count: 1, bytes })
    else {
      usage.count++
      usage.bytes += bytes
    }
    this.#count++
  }

  release(tenant: number, bytes: number): void {
    const usage = this.#usage.get(tenant)
    if (usage === undefined) return
    this.#count--
    usage.bytes -= bytes
    if (--usage.count === 0) this.#usage.delete(tenant)
  }
}
