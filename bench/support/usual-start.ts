import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };

/** The flags that `npm start` gives Node for its memory. */
export const usualFlags = packageFile.scripts.start
  .split(' ')
  .filter((word) => /^--(?!env|import)/u.test(word));

/** How `npm start` starts Node: its flags, and compiled code that is kept in this folder for the next start. */
export const usualStart = (folder: string) => ({
  execArgv: usualFlags,
  env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
});
