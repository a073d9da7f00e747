import { execFileSync, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A Postgres server for a test, in a temporary folder, on 127.0.0.1. */
export interface Cluster {
  /** Creates an empty database owned by `guanxi`; returns its URL, including the password. */
  createDatabase(): Promise<string>;
  /** The URL with which {@link createDatabaseAt} creates databases, also in other processes. */
  readonly superuserAddress: string;
  /** The URL of a database for another user. */
  address(database: string, user: string, password: string): string;
  /** Runs SQL as the superuser. */
  sql(database: string, text: string): Promise<unknown[]>;
  /** Stops the server, normally or like a crash. */
  stop(how?: 'fast' | 'immediate'): void;
  start(): Promise<void>;
  /** Crashes the server and restarts it as a read-only standby, as after a failover. */
  demote(): Promise<void>;
  /** Turns a standby into a primary. */
  promote(): Promise<void>;
  /**
   * Sends SIGKILL, SIGSTOP or SIGCONT to all processes of the server. After SIGKILL it can be started again.
   */
  signal(signal: NodeJS.Signals): void;
  /** Processor time of all its processes so far, including ended ones; seconds. Linux only. */
  processorTime(): number;
  /** Memory of all its processes, shared pages counted once; bytes. Linux only. */
  memory(): number;
  /** The server's certificate file; its key is next to it. */
  readonly certificate: string;
  /** Stops the server and deletes its folder. */
  remove(): void;
}

/** The password of `guanxi`, for tests that check that it does not leak. */
export const password = 'planted-password';

const superuser = { user: 'postgres', password: 'planted-superuser' };

/** The folder of the server's programs: in PATH, or where Debian installs them. */
function findPrograms(): string | undefined {
  const path = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    path.replace(/\/initdb$/u, ''),
  ];
  return folders.find((folder) => folder !== '' && existsSync(join(folder, 'initdb')));
}

const programs = findPrograms();

/** Whether a Postgres server is installed. */
export const hasPostgres = programs !== undefined;

/**
 * Creates and starts a server.
 * @param settings additional lines of its configuration
 */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  if (programs === undefined) throw new Error('no Postgres server is installed');
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-postgres-'));
  const port = await freePort();
  const as = nobodyIfRoot();
  const own = (path: string) => as && chownSync(path, as.uid, as.gid);
  own(folder);
  const data = join(folder, 'data');
  const run = (program: string, args: string[], stdio: StdioOptions = 'pipe') =>
    execFileSync(join(programs, program), args, { ...as, cwd: folder, stdio });
  const passwordFile = join(folder, 'superuser');
  writeFileSync(passwordFile, superuser.password);
  own(passwordFile);
  const who = ['-U', superuser.user, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  run('initdb', ['-D', data, '--no-sync', '-E', 'UTF8', '--locale=C', ...who]);
  const certificate = join(data, 'server.crt');
  const self = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', join(data, 'server.key'), '-out', certificate];
  execFileSync('openssl', ['req', ...self, ...names, ...files], { ...as, stdio: 'pipe' });
  const lines = [
    `port=${port}`,
    "listen_addresses='127.0.0.1'",
    `unix_socket_directories='${folder}'`,
    'ssl=on',
    'max_connections=200',
  ];
  writeFileSync(join(data, 'postgresql.auto.conf'), [...lines, ...settings, ''].join('\n'));

  const address = (database: string, user: string, secret: string) =>
    `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`;
  const mainPid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  /** The ids of all its processes. */
  function pids(): number[] {
    const main = mainPid();
    const others = execFileSync('ps', ['-o', 'pid=', '--ppid', String(main)], { encoding: 'utf8' });
    return [main, ...others.split('\n').map(Number)].filter((pid) => pid > 0);
  }

  /** Sums up what the system reports of each process; one that has just ended adds nothing. */
  function sumOverPids(value: (reported: { stat: string; smaps: string }) => number): number {
    const read = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');
    return pids().reduce((sum, pid) => {
      try {
        return sum + value({ stat: read(pid, 'stat'), smaps: read(pid, 'smaps_rollup') });
      } catch {
        return sum;
      }
    }, 0);
  }

  /** Returns whether it started. */
  async function startOnce(): Promise<boolean> {
    const how = ['-D', data, '-w', '-l', join(folder, 'log'), 'start'];
    const server = spawn(join(programs ?? '', 'pg_ctl'), how, { ...as, cwd: folder, stdio: 'ignore' });
    const [code] = await once(server, 'exit');
    return code === 0;
  }
  const cluster: Cluster = {
    certificate,
    address,
    superuserAddress: address('postgres', superuser.user, superuser.password),
    createDatabase: () => createDatabaseAt(cluster.superuserAddress),
    async sql(database, text) {
      const client = new pg.Client(address(database, superuser.user, superuser.password));
      client.on('error', () => undefined);
      await client.connect();
      try {
        const result = await client.query(text);
        return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
      } finally {
        await client.end();
      }
    },
    stop(how = 'fast') {
      run('pg_ctl', ['-D', data, '-m', how, '-w', 'stop']);
    },
    processorTime: () =>
      sumOverPids(({ stat }) => {
        // Fields 14 to 17 of proc(5), in hundredths of a second: own time, and that of ended children.
        const fields = stat.split(') ')[1]?.split(' ') ?? [];
        return fields.slice(11, 15).reduce((all, time) => all + Number(time), 0) / 100;
      }),
    memory: () => sumOverPids(({ smaps }) => Number(/^Pss: +(\d+) kB$/mu.exec(smaps)?.[1] ?? 0) * 1024),
    signal(signal) {
      // Stopped first, so that it starts no new process meanwhile.
      if (signal === 'SIGKILL') process.kill(mainPid(), 'SIGSTOP');
      else process.kill(mainPid(), signal);
      for (const pid of pids()) {
        try {
          process.kill(pid, signal);
        } catch {
          // It has ended meanwhile.
        }
      }
      // Without an init process that reaps zombies, the next start would take the pid in this file for a
      // running server.
      if (signal === 'SIGKILL') rmSync(join(data, 'postmaster.pid'), { force: true });
    },
    async start() {
      // After a kill, shared memory may remain for a moment.
      for (let tries = 1; ; tries += 1) {
        if (await startOnce()) return;
        if (tries === 5)
          throw new Error(
            `the Postgres server did not start: ${readFileSync(join(folder, 'log'), 'utf8').slice(-2000)}`,
          );
        await pause(300);
      }
    },
    async demote() {
      cluster.stop('immediate');
      const sign = join(data, 'standby.signal');
      writeFileSync(sign, '');
      own(sign);
      await cluster.start();
    },
    async promote() {
      await cluster.sql('postgres', 'select pg_promote()');
    },
    remove() {
      // A server left frozen by a failed test would not react to the stop.
      if (existsSync(join(data, 'postmaster.pid'))) cluster.signal('SIGCONT');
      spawnSync(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], as);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  await cluster.sql('postgres', `create role guanxi login password '${password}'`);
  return cluster;
}

let databases = 0;

/** Creates an empty database owned by `guanxi`; returns its URL, including the password. */
export async function createDatabaseAt(superuserAddress: string): Promise<string> {
  databases += 1;
  const name = `guanxi_${process.pid}_${databases}`;
  const client = new pg.Client(superuserAddress);
  await client.connect();
  await client.query(`create database ${name} owner guanxi`);
  await client.end();
  const url = new URL(superuserAddress);
  return Object.assign(url, { username: 'guanxi', password, pathname: `/${name}` }).href;
}

/** Drops a database that {@link createDatabaseAt} created: each one takes 8 MB of the disk. */
export async function dropDatabaseAt(superuserAddress: string, url: string): Promise<void> {
  const client = new pg.Client(superuserAddress);
  await client.connect();
  await client.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  await client.end();
}

/** The server refuses to run as root. */
function nobodyIfRoot(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }));
  return { uid: id('-u', 'nobody'), gid: id('-g', 'nobody') };
}

/** A port on 127.0.0.1 that is currently free. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
