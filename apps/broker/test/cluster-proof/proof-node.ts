// A broker process of the proof: the whole broker, with registers as its only protocol. Settings come from the environment as usual;
// PROOF_READY names the ready file, PROOF_STALE_READS=1 plants the mistake.
import { createRegistersModule } from './registers-module.ts'
import { readConfig, startBroker } from '../../src/index.ts'

const modules = [createRegistersModule(process.env['PROOF_STALE_READS'] === '1')]
const config = readConfig({ file: null, environment: process.env }, modules)
const broker = await startBroker({ config, modules, insecure: true, readyFile: process.env['PROOF_READY'] ?? 'ready.json' })
process.on('SIGTERM', () => void broker.stop().then(() => process.exit(0)))
