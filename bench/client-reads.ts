import { createBilibili } from '../src/api/index.ts';
import { compare, type Figure, rate } from './figure.ts';
import { startThread } from './support/server-thread.ts';

const requests = 400;
const rounds = 7;

/**
 * Pages of 50 fans read per second: the client, with all its checks, against bare `fetch` and `JSON.parse`.
 */
export async function clientReads(): Promise<Figure> {
  const site = await startThread('./page-server.ts');
  const bilibili = createBilibili({ root: site.ready, readSpacing: 0, writeSpacing: 0 });
  const session = bilibili.session({
    mid: 1,
    credential: {
      kind: 'cookie',
      cookies: { SESSDATA: 'a%2C1%2Cb', bili_jct: 'c' },
      madeAt: Date.now(),
      checkedAt: Date.now(),
    },
  });
  const address = `${site.ready}/api.bilibili.com/x/relation/followers?vmid=1&pn=1&ps=50`;

  const figure = await compare(
    {
      name: 'clientReads',
      what: 'pages of 50 fans read, client against bare fetch',
      unit: '/s',
      wanted: { least: 0.83 },
    },
    rounds,
    {
      async bare() {
        const started = performance.now();
        for (let index = 0; index < requests; index += 1) {
          const { data } = JSON.parse(await (await fetch(address)).text());
          if (data.list.length !== 50) throw new Error('not a page');
        }
        return rate(requests, started);
      },
      async ours() {
        const started = performance.now();
        for (let index = 0; index < requests; index += 1) {
          const { list } = await session.relations.followers({ vmid: 1 });
          if (list?.length !== 50) throw new Error('not a page');
        }
        return rate(requests, started);
      },
    },
  );
  await site.close();
  return figure;
}
