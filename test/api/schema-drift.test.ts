import { describe, expect, it } from 'vitest';
import { driftOf, type Endpoint, endpoints } from '../../src/api/index.ts';
import { fixture, fixtureText } from '../support/fixture.ts';

/** The recorded answer of a row, with its data changed. */
function answer(name: string, change: (data: never) => unknown): string {
  const body = fixture(name);
  return JSON.stringify({ ...body, data: change(structuredClone(body.data) as never) });
}

const recorded = Object.entries<Record<string, Endpoint>>(endpoints)
  .flatMap(([table, named]) => Object.entries(named).map(([name, row]) => [`${table}.${name}`, row] as const))
  .filter(([, { method, html }]) => method === 'GET' && !html);

it.each(recorded)('the recorded answer of %s is as documented', (name, row) => {
  expect(driftOf(row, fixtureText(`${name}.json`))?.wrong).toEqual([]);
});

describe('what has changed is told by its path, and never by its value', () => {
  const { followers } = endpoints.relations;
  type Data = {
    list: { mid: unknown; uname?: unknown; mtime?: unknown; [more: string]: unknown }[];
    total?: number;
  };
  const drift = (change: (data: Data) => unknown) =>
    driftOf(followers, answer('relations.followers', change));

  it('a field that is gone, once for all rows of a list', () => {
    const found = drift(({ list, ...rest }) => ({ ...rest, list: list.map(({ uname: _, ...row }) => row) }));
    expect(found?.wrong).toEqual(['data.list[].uname is missing']);
  });

  it('one of another kind', () => {
    const found = drift((data) => ({
      ...data,
      list: data.list.map((row) => ({ ...row, mid: 'planted-secret' })),
    }));
    expect(found?.wrong).toEqual(['data.list[].mid (not a mid)']);
    expect(JSON.stringify(found)).not.toContain('planted');
  });

  it('no list, no total, no data', () => {
    expect(drift((data) => ({ ...data, list: null }))?.wrong).toEqual(['data.list is null']);
    expect(drift(({ total: _, ...rest }) => rest)?.wrong).toEqual(['data.total is missing']);
    expect(drift(() => null)?.wrong).toEqual([expect.stringMatching(/^data \(.*received null/u)]);
  });

  it('and beside it what is new, and what it can do without', () => {
    const found = drift((data) => ({
      ...data,
      novel: 1,
      list: data.list.map(({ mtime: _, ...row }) => row),
    }));
    expect(found?.wrong).toEqual([]);
    expect(found?.unread).toContain('data.novel');
    expect(found?.absent).toContain('data.list[].mtime');
  });

  it('of people by mid, the mid is not shown', () => {
    const { relations } = endpoints.relations;
    const found = driftOf(relations, JSON.stringify({ code: 0, data: { 123456: { mid: 123456 } } }));
    expect(found?.wrong).toEqual(['data[].attribute is missing']);
  });
});

it('what is no answer has no drift', () => {
  expect(driftOf(endpoints.people.stat, '<html>')).toBeUndefined();
  expect(driftOf(endpoints.people.stat, '{"code":-352}')).toBeUndefined();
});
