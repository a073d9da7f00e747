import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createBilibiliApp, createWorld } from '../../playground/bilibili/index.ts';
import { BilibiliUnreachable, type Calls, type Endpoint, endpoints } from '../../src/api/index.ts';
import { fixture, fixtureText } from '../support/fixture.ts';
import type { SeenRequest } from '../support/scripted-site.ts';
import { cases, type RowCase } from './endpoints.cases.ts';
import { accessKeyLogin, cookieLogin, me, rejection, secrets, startHarness } from './harness.ts';

const nav = 'x/web-interface/nav';

type AnyMethod = (params: Record<string, unknown>) => Promise<unknown>;

const table = Object.entries(cases).flatMap(([tableName, tableCases]) =>
  Object.entries(tableCases).map(([name, row]) => ({ name: `${tableName}.${name}`, row })),
);

/** The method of an endpoint by its full name. */
function method(calls: Calls, name: string): AnyMethod {
  const [tableName = '', rowName = ''] = name.split('.');
  const found: unknown = Reflect.get(Reflect.get(calls, tableName) as object, rowName);
  return found as AnyMethod;
}

function recorded(name: string, row: RowCase) {
  return row.html ? { text: fixtureText(`${name}.html`) } : { json: fixture(name) };
}

/** What a request carried beside its credential and signature, which must be there when due. */
function sentBy(request: SeenRequest, row: RowCase): Record<string, string> {
  const { access_key, csrf, biliCSRF, w_rid, wts, ...sent } =
    request.method === 'POST' ? request.form : request.query;
  expect(request.method === 'POST' ? request.rawQuery : request.rawForm).toBe('');
  expect(w_rid === undefined, 'signed').toBe(!row.signed);
  if (row.signed) expect(w_rid).toBe(signatureOf(request));
  return sent;
}

/** The signature the site computes: what was sent, sorted, with the mixed key of the recorded `nav`. */
function signatureOf(request: SeenRequest): string {
  const signed = request.rawQuery
    .split('&')
    .filter((part) => !part.startsWith('w_rid='))
    .sort();
  return createHash('md5')
    .update(`${signed.join('&')}ea1db124af3c7062474693fa704f4ff8`)
    .digest('hex');
}

describe('every endpoint', () => {
  it('has a case here, and every case an endpoint', () => {
    const all = Object.entries(endpoints).flatMap(([tableName, tableRows]) =>
      Object.keys(tableRows).map((name) => `${tableName}.${name}`),
    );
    expect(table.map(({ name }) => name).sort()).toEqual(all.sort());
  });

  it('has a route of the simulated site', async () => {
    const world = createWorld({ people: 0 });
    const app = createBilibiliApp(world);
    let answers = 0;
    world.on('answer', () => {
      answers += 1;
    });
    const hasRoute = async ({ method, host, path }: Pick<Endpoint, 'method' | 'host' | 'path'>) => {
      const before = answers;
      await app.request(`/${host}/${path.replaceAll(/\{\w+\}/g, 'a')}`, { method });
      return answers > before;
    };
    expect(await hasRoute({ method: 'GET', host: 'api.bilibili.com', path: 'x/nowhere' })).toBe(false);
    const missing: string[] = [];
    for (const [tableName, tableRows] of Object.entries(endpoints))
      for (const [name, endpoint] of Object.entries(tableRows))
        if (!(await hasRoute(endpoint))) missing.push(`${tableName}.${name}`);
    expect(missing).toEqual([]);
  });

  it.each(table)(
    '$name asks as documented with a cookie, and reads the recorded answer',
    async ({ name, row }) => {
      const { site, session } = await startHarness();
      const [verb = '', path = ''] = row.route.split(' ');
      site.on('x/web-interface/nav', { json: fixture('people.nav') });
      site.on(path, recorded(name, row));

      const data = await method(session(cookieLogin()), name)(row.params);

      if (row.gives === undefined) expect(data).toBeUndefined();
      else expect({ data }).toMatchObject({ data: row.gives });
      const request = site.seen(path).at(-1);
      if (request === undefined) throw new Error('no request came');
      expect(request.method).toBe(verb);
      expect(request.host).toBe(row.host ?? 'api.bilibili.com');
      expect(sentBy(request, row)).toEqual(row.sent);
      expect(request.headers['user-agent']).toMatch(/^Mozilla\/5\.0 /);
      expect(request.headers.referer).toBe(`https://space.bilibili.com/${me}/`);
      expect(request.headers.origin).toBe(verb === 'POST' ? 'https://space.bilibili.com' : undefined);
      if (row.open) expect(request.headers.cookie).toBeUndefined();
      else expect(request.headers.cookie).toContain(`SESSDATA=${secrets.sessdata};`);
      if (verb === 'GET') expect(request.query).not.toHaveProperty('csrf');
      if (verb === 'POST') {
        expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
        expect(request.form[row.csrf ?? 'csrf']).toBe(secrets.csrf);
      }
      expect(request.rawQuery + request.rawForm).not.toContain('access_key');
    },
  );

  it.each(table)('$name sends an access key instead of cookie and csrf', async ({ name, row }) => {
    const { site, session } = await startHarness();
    const [verb = '', path = ''] = row.route.split(' ');
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    site.on(path, recorded(name, row));

    await method(session(accessKeyLogin), name)(row.params);

    const request = site.seen(path).at(-1);
    if (request === undefined) throw new Error('no request came');
    const fields = verb === 'POST' ? request.form : request.query;
    expect(fields.access_key).toBe(row.open ? undefined : secrets.accessKey);
    expect(fields).not.toHaveProperty('csrf');
    expect(fields).not.toHaveProperty('biliCSRF');
    expect(request.headers.cookie).toBeUndefined();
    expect(sentBy(request, row)).toEqual(row.sent);
  });

  it.each(table)('$name reports an answer of another shape as no usable answer', async ({ name, row }) => {
    const { site, session } = await startHarness();
    const [, path = ''] = row.route.split(' ');
    // What failed may be left out of a batch's answer, but what is there must be mids.
    const data = name === 'relations.batchModify' ? { failed_fids: 'all' } : { other: [1] };
    const wrong = row.gives === undefined ? { done: true } : { code: 0, message: '0', data };
    site.on('x/web-interface/nav', { json: path === nav ? wrong : fixture('people.nav') });
    if (path !== nav) site.on(path, { json: wrong });

    const error = await rejection(method(session(), name)(row.params));

    expect(error).toBeInstanceOf(BilibiliUnreachable);
    expect(error).toMatchObject({ why: 'answer', status: 200, endpoint: path.replace('00ff', '{path}') });
  });
});

describe('answers recorded years ago', () => {
  it.each([
    'relations.followers',
    'relations.followings',
    'relations.wbiBothSides',
    'groups.list',
    'groups.members',
  ])('%s still reads', async (name) => {
    const { site, session } = await startHarness();
    const row = table.find((one) => one.name === name)?.row;
    if (row === undefined) throw new Error('no such row');
    const [, path = ''] = row.route.split(' ');
    site.on('x/web-interface/nav', { json: fixture('people.nav') });
    site.on(path, { json: fixture(`older/${name}`) });

    const data = await method(session(), name)(row.params);

    expect(data).toBeDefined();
    expect(JSON.stringify(data)).not.toContain('http://i');
  });
});
