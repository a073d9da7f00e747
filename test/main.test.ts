import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startProgram } from './support/program.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The program in a folder of its own, with our packages. */
async function copyOfProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guanxi-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['package.json', 'src'])
    await cp(join(root, name), join(folder, name), { recursive: true });
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(root, 'node_modules')))
    if (!name.startsWith('.')) await symlink(join(root, 'node_modules', name), join(packages, name));
  return folder;
}

const startCopy = (folder: string) => startProgram({ NODE_COMPILE_CACHE: '' }, [join(folder, 'src/main.ts')]);

it('keeps what Node has compiled of the whole program for its next start', async () => {
  const folder = await copyOfProgram();
  await startCopy(folder).ended;
  const kept = await readdir(join(folder, 'node_modules/.cache/guanxi'), { recursive: true });
  expect(kept.length).toBeGreaterThan((await readdir(join(folder, 'src'), { recursive: true })).length / 2);
});

it('starts where nothing can be kept', async () => {
  const folder = await copyOfProgram();
  await writeFile(join(folder, 'node_modules/.cache'), 'a folder cannot be made here');
  const program = startCopy(folder);
  expect(await program.ended).toEqual({ code: 1, signal: null });
  expect(program.output()).toMatch(/^BOT_TOKEN: /u);
});
