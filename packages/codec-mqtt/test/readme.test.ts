import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the example of the README runs and shows what it says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replace("'@robustmq/codec-mqtt'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual([
      'hello thermometer, at most 20 in flight',
      '2 x site/7/temp',
      '21.5',
      '21.7',
      'MQTT_MALFORMED 0x81 at byte 73',
      '20030000004002000140020002',
    ])
  } finally {
    rmSync(file)
  }
})
