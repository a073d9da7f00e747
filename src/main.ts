import { runProgram } from './app/run-program.ts';
import { start } from './app/start.ts';

process.exitCode = await runProgram(process.env, start);
