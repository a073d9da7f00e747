import { runProgram } from './app/lifecycle.ts';
import { start } from './app/start.ts';

process.exitCode = await runProgram(process.env, start);
