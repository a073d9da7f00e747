import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };

/** The memory flags that `npm start` gives Node. */
export const usualFlags = packageFile.scripts.start
  .split(' ')
  .filter((word) => /^--(?!env|import)/u.test(word));

/** Starts Node as `npm start` does: with its flags, and with a compile cache in this folder. */
export const usualStart = (folder: string) => ({
  execArgv: usualFlags,
  env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
});
