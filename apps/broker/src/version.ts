import { readFileSync } from 'node:fs'

/** Version of this package; its manifest stands one folder up, both in the source tree and in the published package. */
export const version: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
