import './compile-cache.js';

// What is imported above is loaded before it, and not from what is kept.
const { runProgram } = await import('./app/run-program.ts');
const { start } = await import('./app/start.ts');

process.exitCode = await runProgram(process.env, start);
// Whatever is still open then, such as a connection at whose other end nobody is, keeps no program that has ended.
setTimeout(() => process.exit(), 1000).unref();
