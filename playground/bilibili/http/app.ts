import { Hono } from 'hono';
import { routes } from '../routes/index.ts';
import { errorPage } from '../routes/route.ts';
import type { World } from '../world/world.ts';
import { controlRoutes } from './control-routes.ts';
import { handleRequest } from './handle-request.ts';
import { type Env, remoteAddressOf } from './read-request.ts';

/**
 * The simulated site as a Hono app, to be mounted with `route()`. `https://HOST/PATH` is served at
 * `/HOST/PATH`, the controls at `/control/…`.
 */
export function createBilibiliApp(world: World): Hono<Env> {
  const app = new Hono<Env>();
  app.route('/control', controlRoutes(world));
  for (const route of routes)
    app.on(route.method, `/${route.host}/${route.path}`, handleRequest(world.site, route));
  app.all('/*', (c) => {
    const [, host = '', path = ''] = /^.*?\/([\w-]+(?:\.[\w-]+)+)\/(.*)$/.exec(c.req.path) ?? [];
    const logged = {
      method: c.req.method,
      host,
      path: `/${path}`,
      query: c.req.query(),
      form: {},
      from: remoteAddressOf(c),
      code: 404,
    };
    world.site.requests.add({ ...logged, at: world.now(), answeredAt: world.now() });
    const reply = errorPage(404);
    return c.html(reply.html, 404);
  });
  return app;
}
