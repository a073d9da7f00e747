import { codeOf, StoreError, type StoreProblem } from './store-errors.ts';
import type { PostgresAddress } from './store-url.ts';

type Explained = readonly [problem: StoreProblem, words: string];

const stopping: Explained = ['lost', 'the database server is stopping or starting'];
const broken: Explained = ['lost', 'the connection to the database server broke'];
const absent: Explained = [
  'unreachable',
  'nothing answers there; see that the server runs and that the address is right',
];
const untrusted: Explained = [
  'unreachable',
  "the server's certificate is not trusted; name its authority with sslrootcert=/a/file",
];
const tooSlow: Explained = ['slow', 'the database server took too long'];

/**
 * Explanations by error code: of the server (postgresql.org/docs/current/errcodes-appendix.html), the system,
 * or TLS.
 */
const explanations: Readonly<Record<string, Explained>> = {
  '28P01': ['denied', 'the server does not accept this user with this password'],
  '28000': ['denied', 'the server does not let this user in from here (pg_hba.conf)'],
  '3D000': ['unreachable', 'there is no database of this name; createdb makes one'],
  '42501': ['denied', 'the user lacks rights there; make it the owner of the database'],
  '3F000': ['denied', 'there is no schema the user may make tables in; make it the owner of the database'],
  '53100': ['full', 'the disk of the database server is full; nothing was written'],
  '53200': ['full', 'the database server is out of memory; nothing was written'],
  '53300': ['unreachable', 'the server takes no more connections (max_connections)'],
  '25006': ['readonly', 'the database is read-only, as a standby server is'],
  '57P01': stopping,
  '57P02': stopping,
  '57P03': stopping,
  '57P05': ['lost', 'the database server ended the session after a long silence'],
  '25P03': ['lost', 'the database server gave up a change that was not ended in time'],
  '57014': tooSlow,
  '55P03': tooSlow,
  '40P01': ['locked', 'two changes waited for each other'],
  '42P01': ['gone', 'the tables of the store are no longer there'],
  '08P01': [
    'unreachable',
    'what answers there is no Postgres, or PgBouncer stands in between: name the server itself',
  ],
  ECONNREFUSED: absent,
  ENOTFOUND: ['unreachable', 'no machine has this name'],
  EAI_AGAIN: ['unreachable', 'the name of the machine cannot be looked up'],
  EHOSTUNREACH: absent,
  ENETUNREACH: absent,
  ETIMEDOUT: absent,
  // For a unix socket
  ENOENT: absent,
  ECONNRESET: broken,
  EPIPE: broken,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: ['unreachable', "the server's certificate has expired"],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', "the server's certificate is for another name"],
};

/** pg's own errors without a code; the texts are only compared, never shown. */
const ownWords: readonly [said: RegExp, meaning: Explained][] = [
  [/after calling end|Client was closed|not queryable/u, ['closed', 'the store is closed']],
  [/does not support SSL/u, ['unreachable', 'the server does not speak TLS, and the address asks for it']],
  [
    /password must be a string/u,
    ['denied', 'the server asks for a password, and there is none in the address'],
  ],
  [/read timeout/u, tooSlow],
  [/timeout expired|connection timeout|trying to connect/u, ['unreachable', 'it did not answer in time']],
  [/terminated|Connection ended/u, broken],
];

/**
 * Converts an error of the server to a StoreError: one sentence, without the password. The server's message
 * may quote what was written, so it is left out.
 * @param shown the server's URL without secrets
 */
export function postgresError(error: unknown, shown: string): StoreError {
  if (error instanceof StoreError) return error;
  // Several addresses of one host were tried.
  const one = error instanceof AggregateError ? error.errors[0] : error;
  const [problem, words] = asStoreError(one);
  return new StoreError(problem, `The store ${shown} cannot be used: ${words.replace(/\.$/u, '')}.`);
}

/** The problem and its explanation, to be part of a sentence. */
export function asStoreError(error: unknown): Explained {
  const code = codeOf(error);
  const known = explanations[code];
  if (known) return known;
  if (code.startsWith('08')) return broken;
  const said = error instanceof Error ? error.message : '';
  const own = ownWords.find(([pattern]) => pattern.test(said));
  return own ? own[1] : ['failed', `the database server did not take the request (${code})`];
}

/** The error for a URL that leads to two stores: several servers behind one name, or a replaced database. */
export function mixedStores({ shown }: PostgresAddress): StoreError {
  return new StoreError(
    'mixed',
    `The address ${shown} leads to two different stores: name one server, and do not exchange its database while guanxi runs.`,
  );
}
