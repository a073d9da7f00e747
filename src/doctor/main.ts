import { runTool } from '../app/run-tool.ts';
import { doctor } from './doctor.ts';

if (import.meta.main)
  process.exitCode = await runTool(process.env, (config, say) => doctor(config, process.argv.slice(2), say));
