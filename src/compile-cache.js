import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Plain JavaScript, loaded before everything else (`node --import`): the first TypeScript file that is loaded without a
// cached compilation costs 20 MB for good, since Node then loads its type stripper. Where the folder is not writable,
// Node runs without the cache.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/guanxi', import.meta.url)));
