import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SCENARIOS } from '../src/scenarios.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

it('the table of the README lists the scenarios with their floors', () => {
  const rows = [...readme.matchAll(/^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$/gm)].map((row) => row.slice(1))
  expect(rows).toEqual(SCENARIOS.map(({ name, title, floor }) => [
    name, title, 'ratio' in floor ? `${floor.ratio}x mosquitto` : `${floor.megabytesPerCpuSecond} MB per CPU-second`,
  ]))
})

it('scenarios that the README runs exist', () => {
  const named = [...readme.matchAll(/pnpm@10 bench((?: [a-z][a-z0-9-]+)+)/g)].flatMap((match) => (match[1] as string).trim().split(' '))
  expect(named).toEqual(['mqtt-qos1', 'kafka-produce'])
  for (const name of named) expect(SCENARIOS.map((scenario) => scenario.name)).toContain(name)
})
