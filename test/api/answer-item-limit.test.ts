import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { parseAnswer } from '../../src/api/envelope.ts';
import { endpoints } from '../../src/api/index.ts';

const person = (mid: number) => ({ mid, attribute: 6, uname: `${mid}`, face: '', mtime: 5, tag: null });

function parsed(endpoint: Endpoint, data: unknown) {
  const text = JSON.stringify({ code: 0, message: '0', data });
  return parseAnswer(endpoint, {}, { status: 200, text, location: null });
}

describe('an answer with far more in it than it can have', () => {
  const many = Array.from({ length: 100_000 }, () => ({}));
  const table = Object.fromEntries(many.entries());
  const { relations, groups, people, videos } = endpoints;

  it.each<[string, Endpoint, unknown]>([
    ['a page of people', relations.followers, { list: many, total: 5 }],
    ['a page of numbers in the place of people', relations.followings, { list: many.map(() => 1), total: 5 }],
    ['groups of somebody in a page', relations.blacks, { list: [{ ...person(1), tag: many }], total: 1 }],
    ['a whole list', relations.friends, { list: many }],
    ['a list by itself', groups.members, many],
    ['the special follows', groups.special, many],
    ['a table by mid', people.cards, table],
    ['a page of a search', people.search, { numResults: 1, numPages: 1, page: 1, result: many }],
    ['who made a video', videos.view, { owner: person(1), staff: many }],
  ])('is none, and not looked at one by one: %s', (_, endpoint, data) => {
    expect(() => parsed(endpoint, data)).toThrow('far too many items');
  });

  it('is one where nobody reads it, and where a list is as long as a list may be', () => {
    const owner = { mid: 7, name: '七', face: '' };
    expect(parsed(videos.view, { owner, ugc_season: { sections: many }, pages: many })).toMatchObject({
      data: { owner },
    });
    const friends = Array.from({ length: 5000 }, (_, index) => ({ ...person(index + 1), live: 1 }));
    expect(parsed(relations.friends, { list: friends })).toMatchObject({ data: { list: { length: 5000 } } });
  });
});
