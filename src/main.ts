import './compile-cache.js';

// Imported dynamically, so that the compile cache enabled above applies to them.
const { runProgram } = await import('./app/run-program.ts');
const { start } = await import('./app/start.ts');

process.exitCode = await runProgram(process.env, start);
// Connections that never close must not keep the process alive after the program has ended.
setTimeout(() => process.exit(), 1000).unref();
