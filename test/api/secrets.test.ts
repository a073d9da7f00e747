import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import type { Credential, Session } from '../../src/api/index.ts';
import type { Reply, SeenRequest } from '../support/scripted-site.ts';
import { accessKeyLogin, cookieLogin, rejection, secrets, startHarness } from './harness.ts';

/** Every form an error is written in. */
function writtenForms(error: unknown): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = pino(sink);
  log.error(error, 'failed');
  log.error({ err: error, error }, 'failed');
  const own = error instanceof Error ? [error.message, error.stack, inspect(error.cause)] : [];
  const shown = inspect(error, { depth: 9, showHidden: true });
  return [...own, shown, JSON.stringify(error), String(error), ...lines].join('\n');
}

/** A site that sends back everything it was sent. */
const echo = (code: number) => (request: SeenRequest) => ({
  json: {
    code,
    message: `${request.headers.cookie} ${request.rawQuery} ${request.rawForm} ${JSON.stringify({ ...request.query, ...request.form })}`,
  },
});

const replies: [string, Reply | ((request: SeenRequest) => Reply)][] = [
  ['a refusal that echoes the request', echo(-400)],
  ['an unlisted refusal that echoes the request', echo(22999)],
  ['risk control', echo(-352)],
  ['HTTP 412', { text: '<html>', status: 412 }],
  ['logged out', echo(-101)],
  ['a server in trouble', { text: '', status: 502 }],
  ['an answer of another shape', { json: { code: 0, data: { failed_fids: { [secrets.accessKey]: 1 } } } }],
  ['broken JSON', (request) => ({ text: `{"${request.headers.cookie}` })],
  ['a redirect', (request) => ({ text: '', status: 302, headers: { location: `/${request.rawQuery}` } })],
  ['a dropped connection', 'drop'],
  ['no answer', 'hang'],
];

const calls: [string, (session: Session) => Promise<unknown>, string][] = [
  ['a read', (session) => session.people.stat({ vmid: 1 }), 'x/relation/stat'],
  ['a signed read', (session) => session.relations.wbiBothSides({ mid: 1 }), 'x/space/wbi/acc/relation'],
  ['a write', (session) => session.relations.batchModify({ fids: [1], act: 1 }), 'x/relation/batch/modify'],
  [
    'a renewal',
    (session) => session.login.cookieRefresh({ refresh_csrf: 'x', refresh_token: secrets.refreshToken }),
    'x/passport-login/web/cookie/refresh',
  ],
];

const logins: [string, Credential][] = [
  ['a cookie', cookieLogin()],
  ['an access key', accessKeyLogin],
];

const planted = [...Object.values(secrets), decodeURIComponent(secrets.sessdata)];

describe('no error holds a secret', () => {
  for (const [login, credential] of logins) {
    for (const [call, make, path] of calls) {
      it.each(replies)(`after ${call} with ${login}: %s`, async (_, reply) => {
        const { site, session } = await startHarness({ timeout: 30 });
        site.on('x/web-interface/nav', reply);
        site.on(path, reply);
        site.on('x/passport-login/web/cookie/info', reply);
        site.on('x/passport-login/web/cookie/refresh', reply);

        const written = writtenForms(await rejection(make(session(credential))));

        for (const secret of planted) expect(written).not.toContain(secret);
        expect(written).not.toContain(site.root);
      });
    }
  }

  it('when the parameter is one', async () => {
    const { session } = await startHarness();
    const wrong = session().login.cookieRefresh({ refresh_csrf: '', refresh_token: secrets.refreshToken });
    expect(writtenForms(await rejection(wrong))).not.toContain(secrets.refreshToken);
  });

  it('and the forms looked at would show one', () => {
    const leak = new Error('x', { cause: new Error(secrets.csrf) });
    expect(writtenForms(leak)).toContain(secrets.csrf);
  });
});
