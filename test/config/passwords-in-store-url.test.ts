import { expect, it } from 'vitest';
import { passwordsInStoreUrl } from '../../src/config/passwords-in-store-url.ts';

it.each([
  ['postgres://bot:planted-1@db/guanxi', ['planted-1', 'planted-1']],
  ['postgres://bot:planted%2F1@db/guanxi', ['planted%2F1', 'planted/1']],
  ['postgres://bot:100%@db/guanxi', ['100%', '100%']],
  ['postgres://db/guanxi?user=bot&password=planted-1&sslpassword=planted-2', ['planted-1', 'planted-2']],
  ['postgres://db/guanxi', []],
  ['sqlite://data/guanxi.sqlite?password=x', []],
  ['nothing', []],
])('in %s there are %j', (address, passwords) => {
  expect(passwordsInStoreUrl(address)).toEqual(passwords);
});
