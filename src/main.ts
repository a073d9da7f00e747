import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What is imported above this line is loaded before it. Where the folder cannot be written, Node goes without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/guanxi', import.meta.url)));
const { runProgram } = await import('./app/run-program.ts');
const { start } = await import('./app/start.ts');

process.exitCode = await runProgram(process.env, start);
// Whatever is still open then, such as a connection at whose other end nobody is, keeps no program that has ended.
setTimeout(() => process.exit(), 1000).unref();
