import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// JavaScript, and loaded before all else (`node --import`), for the first TypeScript that is loaded without compiled code at
// hand costs 20 MB for good: Node then loads what takes types out. Where the folder cannot be written, Node goes without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/guanxi', import.meta.url)));
