import { runTool } from '../app/run-tool.ts';
import { doctor } from './doctor.ts';

if (import.meta.main)
  process.exitCode = await runTool(process, (config, say, args) => doctor(config, args, say));
