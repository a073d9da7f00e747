import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { importsOf } from './support/imports.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const dockerfile = read('Dockerfile');

/** How `npm start` starts the program; the settings of the others come from elsewhere. */
const usualStart = String(JSON.parse(read('package.json')).scripts.start).replace(
  '--env-file-if-exists=.env ',
  '',
);

/** The JSON list after the last instruction of this name. */
function command(instruction: string): string[] {
  const [, list = '[]'] =
    new RegExp(`^${instruction}(?:[^\\[]|\\\\\\n)*?(\\[.*\\])$`, 'mu').exec(dockerfile) ?? [];
  return JSON.parse(list);
}

it('the program imports nothing that is there for its makers only', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const wanted = new Set(
    globSync('src/**/*.ts')
      .flatMap((path) => importsOf(read(path)))
      .filter((name) => name !== undefined)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')),
  );
  const missing = [...wanted].filter((name) => dependencies[name] === undefined);
  expect(missing).toEqual([]);
});

it('what the image copies is there, and let through', () => {
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gmu)].flatMap(([, files = '']) => files.split(' '));
  expect(copied).toContain('src');
  for (const file of copied) {
    expect(existsSync(new URL(`../${file}`, import.meta.url)), file).toBe(true);
    expect(read('.dockerignore').split('\n')).toContain(`!${file}`);
  }
  expect(read('.dockerignore').split('\n')).toContain('*');
});

it('the image runs as nobody in particular, and starts the program as the service does', () => {
  expect(dockerfile).toMatch(/^USER node$/mu);
  expect(command('CMD').join(' ')).toBe(usualStart);
  expect(read('docs/guanxi.service')).toContain(`ExecStart=/usr/bin/${usualStart}\n`);
});

it('the image is built with compiled code for how it is started, which other flags of Node would not take', () => {
  expect(dockerfile).toContain(`RUN ${usualStart} ||`);
});

it.each([
  [200, 0],
  [503, 1],
])('a health of %i makes the check of the image end with %i', async (status, code) => {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? status : 404).end(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const [, ...words] = command('HEALTHCHECK');
  const ended = new Promise((resolve) => {
    execFile(process.execPath, words, { env: { HTTP_PORT: String(port) } }, (error) =>
      resolve(error?.code ?? 0),
    );
  });
  expect(await ended).toBe(code);
});

it('a check of a program that does not answer ends with 1', async () => {
  const [, ...words] = command('HEALTHCHECK');
  const ended = new Promise((resolve) => {
    execFile(process.execPath, words, { env: { HTTP_PORT: '9' } }, (error) => resolve(error?.code ?? 0));
  });
  expect(await ended).toBe(1);
});
