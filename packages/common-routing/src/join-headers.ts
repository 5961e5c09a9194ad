import { readVarint32, sizeOfVarint, varintEnd, writeVarint } from '@robustmq/common-bytes'

/** One header section out of two: the headers of `first`, then those of `second`. Null stands for "no headers". */
export function joinHeaders(first: Buffer | null, second: Buffer | null): Buffer | null {
  if (first === null) return second
  if (second === null) return first
  const firstCount = readVarint32(first, 0, first.length)
  const firstStart = varintEnd
  const secondCount = readVarint32(second, 0, second.length)
  const secondStart = varintEnd
  const count = firstCount + secondCount
  const joined = Buffer.allocUnsafe(sizeOfVarint(count) + first.length - firstStart + second.length - secondStart)
  const at = writeVarint(joined, 0, count)
  first.copy(joined, at, firstStart)
  second.copy(joined, at + first.length - firstStart, secondStart)
  return joined
}
