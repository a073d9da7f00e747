import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';

interface Service {
  image?: string;
  volumes?: string[];
  ports?: string[];
  depends_on?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const [base, qq] = ['compose.yaml', 'compose.qq.yaml'].map((file): Compose => parse(read(file)));

it('NapCat stands beside the bot, which waits for it; both files fit together', () => {
  expect(Object.keys(base?.services ?? {})).toEqual(['guanxi']);
  expect(Object.keys(qq?.services ?? {})).toEqual(['guanxi', 'napcat']);
  for (const wanted of qq?.services.guanxi?.depends_on ?? [])
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
