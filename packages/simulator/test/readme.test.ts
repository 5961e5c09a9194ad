import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test('the example of the README runs and shows what it says', async () => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const file = new URL(`./.readme-${process.pid}.mts`, import.meta.url)
  writeFileSync(file, example.replaceAll("'@robustmq/simulator'", "'../src/index.ts'"))
  try {
    const { seen } = (await import(file.href)) as { seen: readonly string[] }
    expect(seen).toEqual([
      'the same seed, the same run: true', 'another seed, another run: true', 'part colour: nothing explains client 2, 3 .. 4: get colour -> nothing',
    ])
    for (const line of seen) expect(example).toContain(`// ${line}`)
  } finally {
    rmSync(file)
  }
})
