import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };

/** How `npm start` starts Node: its flags, and compiled code that is kept in this folder for the next start. */
export const usualStart = (folder: string) => ({
  execArgv: packageFile.scripts.start.split(' ').filter((word) => /^--(?:max|heap)-/u.test(word)),
  env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
});
