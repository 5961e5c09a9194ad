#!/usr/bin/env node
import { runBench } from '../src/bench.ts'

process.exitCode = await runBench(process.argv.slice(2))
