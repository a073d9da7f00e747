import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What is imported above this line is loaded before it. Where the folder cannot be written, Node goes without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/guanxi', import.meta.url)));
const { runProgram } = await import('./app/run-program.ts');
const { start } = await import('./app/start.ts');

process.exitCode = await runProgram(process.env, start);
