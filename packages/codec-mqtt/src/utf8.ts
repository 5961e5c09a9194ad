/** True when `bytes[start, end)` is ill-formed UTF-8 or holds U+0000: [MQTT-1.5.4-1], [MQTT-1.5.4-2]. U+FEFF is kept: [MQTT-1.5.4-3]. */
export function isBadUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  for (; at < end; at++) {
    const b = bytes[at] as number
    if (b === 0) return true
    if (b >= 0x80) return isBadMultiByte(bytes, at, end)
  }
  return false
}

/** RFC 3629 table: shortest forms only, no surrogates, nothing above U+10FFFF. */
function isBadMultiByte(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  while (at < end) {
    const b = bytes[at++] as number
    if (b < 0x80) {
      if (b === 0) return true
      continue
    }
    let more = 0
    let low = 0x80
    let high = 0xbf
    if (b >= 0xc2 && b <= 0xdf) more = 1
    else if (b >= 0xe0 && b <= 0xef) {
      more = 2
      if (b === 0xe0) low = 0xa0
      else if (b === 0xed) high = 0x9f
    } else if (b >= 0xf0 && b <= 0xf4) {
      more = 3
      if (b === 0xf0) low = 0x90
      else if (b === 0xf4) high = 0x8f
    } else return true
    if (at + more > end) return true
    const second = bytes[at++] as number
    if (second < low || second > high) return true
    for (; more > 1; more--) if (((bytes[at++] as number) & 0xc0) !== 0x80) return true
  }
  return false
}
