import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';

interface Service extends Record<string, unknown> {
  image?: string;
  build?: string;
  env_file?: string;
  environment?: Record<string, string>;
  restart?: string;
  stop_grace_period?: string;
  healthcheck?: { test: string[] };
  volumes?: string[];
  ports?: string[];
  deploy?: { replicas: number };
  depends_on?: string[] | Record<string, { condition: string }>;
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const [base, qq, scale] = ['compose.yaml', 'compose.qq.yaml', 'compose.scale.yaml'].map(
  (file): Compose => parse(read(file), { merge: true }),
);

it('NapCat stands beside the bot, which waits for it; both files fit together', () => {
  expect(Object.keys(base?.services ?? {})).toEqual(['guanxi']);
  expect(Object.keys(qq?.services ?? {})).toEqual(['guanxi', 'napcat']);
  for (const wanted of Object.values(qq?.services.guanxi?.depends_on ?? []))
    expect(qq?.services[wanted]?.image).toBeDefined();
});

it('every volume is declared, and every port is open on this machine alone', () => {
  const volumes = { ...base?.volumes, ...qq?.volumes };
  for (const service of [...Object.values(base?.services ?? {}), ...Object.values(qq?.services ?? {})]) {
    for (const volume of service.volumes ?? []) expect(volumes).toHaveProperty([volume.split(':')[0] ?? '']);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/u);
  }
});

it('says that it was not tried, and which settings to write, which the program takes', () => {
  const text = read('compose.qq.yaml');
  expect(text).toContain('Not tried here');
  const env = Object.fromEntries(
    [...text.matchAll(/^# {3}([A-Z_]+)=(.+)$/gmu)].map(([, name, value]) => [name, value]),
  );
  expect(Object.keys(env)).toEqual(['QQ_ONEBOT_URL', 'QQ_ONEBOT_TOKEN']);
  const result = readConfig({ ...env, QQ_ONEBOT_TOKEN: 'token' });
  expect(result).toMatchObject({ ok: true, config: { qqOneBot: { transport: { url: env.QQ_ONEBOT_URL } } } });
});

describe('compose.scale.yaml', () => {
  const services = Object.entries(scale?.services ?? {});
  const own = services.filter(([, { build }]) => build !== undefined);
  const database = scale?.services.postgres;
  const text = read('compose.scale.yaml');

  it('starts a database, two bots and watchers, each once the database answers', () => {
    expect(services.map(([name]) => name)).toEqual(['postgres', 'front', 'standby', 'watcher']);
    for (const [, { depends_on: wanted }] of own)
      expect(wanted).toEqual({ postgres: { condition: 'service_healthy' } });
    const { POSTGRES_USER: user } = database?.environment ?? {};
    expect(database?.healthcheck?.test).toEqual(['CMD', 'pg_isready', '-h', '127.0.0.1', '-U', user]);
  });

  it('starts each process again however often it ends, and lets it end in order', () => {
    for (const [, { restart, stop_grace_period: grace }] of own) {
      expect(restart).toBe('unless-stopped');
      expect(grace).toBe(base?.services.guanxi?.stop_grace_period);
    }
  });

  it('runs each process in the same container as the one bot of compose.yaml, but for its volume', () => {
    const { volumes: _, ...container } = base?.services.guanxi ?? {};
    expect(container).toMatchObject({ mem_limit: '1g', read_only: true });
    for (const [name, service] of own)
      expect(Object.fromEntries(Object.keys(container).map((key) => [key, service[key]])), name).toEqual(
        container,
      );
  });

  it('has a server that is recent enough, with connections for all processes', () => {
    const [, version] = /^postgres:(\d+)$/u.exec(database?.image ?? '') ?? [];
    const [, oldest] = /Postgres database \((\d+) or later\)/u.exec(read('.env.example')) ?? [];
    expect(Number(version)).toBeGreaterThanOrEqual(Number(oldest));
    const [, each] = /up to (\d+)\s+connections/u.exec(read('docs/scaling.md')) ?? [];
    const processes = own.reduce((sum, [, { deploy }]) => sum + (deploy?.replicas ?? 1), 0);
    // What a server allows that nobody has told otherwise, three of them for its owner.
    expect(processes * Number(each)).toBeLessThanOrEqual(100 - 3);
  });

  it('keeps the database, and opens no port', () => {
    const [, folder] = database?.volumes?.[0]?.split(':') ?? [];
    expect(scale?.volumes).toHaveProperty('database');
    expect(folder).toBe('/var/lib/postgresql/data');
    for (const [, { ports }] of services) expect(ports).toBeUndefined();
  });

  it.each([
    ['front', 'all'],
    ['standby', 'all'],
    ['watcher', 'watcher'],
  ])('%s gets settings that the program takes, with what .env has to say besides', (name, role) => {
    const { environment = {} } = scale?.services[name] ?? {};
    const written = text.matchAll(
      /^# {3}([A-Z_]+)=(\S+) +the output of: openssl rand -(base64|hex) (\d+)$/gmu,
    );
    const env = Object.fromEntries(
      [...written].map(([, setting = '', form = '', coding, bytes]) => [
        setting,
        form.replace('…', randomBytes(Number(bytes)).toString(coding as 'base64' | 'hex')),
      ]),
    );
    expect(Object.keys(env)).toEqual(['SECRET_KEYS', 'POSTGRES_PASSWORD']);
    const { POSTGRES_PASSWORD: password = '', ...others } = env;
    const fill = (value: string) => value.replace(/\$\{POSTGRES_PASSWORD:\?[^}]+\}/u, password);
    const ofProgram = Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, fill(value)]),
    );
    const result = readConfig({ BOT_TOKEN: '1:token', ...others, ...ofProgram });
    expect(result).toMatchObject({ ok: true, config: { role, secretKeys: [{ id: '2026' }] } });
    const url = new URL(ofProgram.STORE_URL ?? '');
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD } = database?.environment ?? {};
    expect([url.hostname, url.username, url.pathname.slice(1), url.password]).toEqual([
      'postgres',
      POSTGRES_USER,
      POSTGRES_DB,
      fill(POSTGRES_PASSWORD ?? ''),
    ]);
  });
});

it('the image asks the program how it is where the program answers', () => {
  const text = read('Dockerfile');
  const port = /^ENV HTTP_PORT=(\d+)$/mu.exec(text)?.[1];
  expect(readConfig({ BOT_TOKEN: '1:token', HTTP_PORT: port })).toMatchObject({
    ok: true,
    config: { httpHost: '127.0.0.1', httpPort: Number(port) },
  });
  expect(text).toMatch(/HEALTHCHECK .*\n.*http:\/\/127\.0\.0\.1:\$\{process\.env\.HTTP_PORT\}\/healthz/u);
});

describe('what starts the program', () => {
  const settings = new Set(
    [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gmu)].map(([, name]) => name),
  );
  const unit = read('docs/guanxi.service');
  const lines = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gmu'))].map(([, value = '']) => value);

  it.each([
    ['compose.yaml', /^ {2,}(?:# *)?([A-Z][A-Z_]+):/gmu],
    ['compose.qq.yaml', /^# {3}([A-Z_]+)=/gmu],
    ['compose.scale.yaml', /^(?:# {3}| {2,}(?!POSTGRES_))([A-Z][A-Z_]+)[:=]/gmu],
    ['Dockerfile', /^ENV ([A-Z_]+)=/gmu],
    ['docs/guanxi.service', /^Environment=([A-Z_]+)=/gmu],
  ])('sets in %s only what the program reads, or Node, or the database', (file, names) => {
    const named = [...read(file).matchAll(names)].map(([, name]) => name);
    expect(named).not.toEqual([]);
    const others = ['NODE_ENV', 'NODE_COMPILE_CACHE', 'POSTGRES_PASSWORD'];
    expect(named.filter((name) => !settings.has(name) && !others.includes(name ?? ''))).toEqual([]);
  });

  it('gives it the same time to stop and the same memory under systemd and in Docker', () => {
    const { stop_grace_period: grace, mem_limit: memory } = base?.services.guanxi ?? {};
    expect([`${lines('TimeoutStopSec')}s`, String(lines('MemoryMax')).toLowerCase()]).toEqual([
      grace,
      memory,
    ]);
  });

  it('starts it again under systemd unless a setting is wrong, with the token where the unit puts it', () => {
    expect([lines('Restart'), lines('RestartPreventExitStatus')]).toEqual([['on-failure'], ['1']]);
    const [credential, place] = lines('LoadCredential')[0]?.split(':') ?? [];
    expect(lines('Environment')).toContain(`BOT_TOKEN_FILE=%d/${credential}`);
    expect(read('docs/operating.md')).toContain(`install -m 600 /dev/null ${place}`);
    expect(read('docs/operating.md')).toContain(`cp .env.example ${lines('EnvironmentFile')[0]} `);
  });

  it('keeps under systemd its store and its compiled code in folders that the unit makes', () => {
    const folder = lines('StateDirectory')[0];
    expect(lines('Environment')).toContain(`STORE_URL=sqlite:///var/lib/${folder}/guanxi.sqlite`);
    expect(lines('Environment')).toContain(`NODE_COMPILE_CACHE=/var/cache/${lines('CacheDirectory')[0]}`);
  });
});
