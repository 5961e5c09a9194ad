import type { AddressFilter } from '@robustmq/broker-api'
import { filterMatches } from './address-filter.ts'
import type { FilteredName } from './address-filter.ts'

/** More changes than this since an address was matched, and matching it anew costs less than looking through them. */
const LOOK_BACK = 24
/** A power of two above it. */
const RING = 32

/** A topic of this canonical name came or went. */
interface TopicChange {
  readonly tenant: number
  readonly address: string
}

/**
 * What happened to subscriptions and topics lately, so that an address which none of it is about need not be matched anew: a
 * client that subscribes in a loop costs other addresses a comparison, not a search.
 */
export class FilterChanges {
  /** Rises with every change. */
  epoch = 0
  /** Null: everything may have changed. */
  private readonly ring: (AddressFilter | TopicChange | null)[] = new Array<null>(RING).fill(null)

  add(change: AddressFilter | TopicChange | null): void {
    this.epoch++
    this.ring[this.epoch & (RING - 1)] = change
  }

  /** True when nothing since `epoch` is about the name. */
  spare(name: FilteredName, epoch: number): boolean {
    if (epoch < 0 || this.epoch - epoch > LOOK_BACK) return false
    for (let at = epoch + 1; at <= this.epoch; at++) {
      const change = this.ring[at & (RING - 1)] as AddressFilter | TopicChange | null
      if (change === null) return false
      if ('address' in change ? change.address === name.address && change.tenant === name.tenant : filterMatches(change, name)) return false
    }
    return true
  }
}
