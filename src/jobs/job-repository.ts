import type { JobRecord, Repository } from '../storage/index.ts';
import type { Job } from './job.ts';

/** The kept jobs, each part of a chain by itself. Whatever changes one here is announced. */
export interface JobRepository {
  get(id: number): Promise<Job | undefined>;
  /** Without those that are just being added. */
  all(): AsyncGenerator<Job, void>;
  /**
   * Keeps new jobs under numbers of their own that follow each other; several are made a chain. The last is written
   * first: a crash in between leaves parts without a first one, which nobody was told of. Not announced.
   * @param now ms since 1970; numbers begin there
   */
  add(records: readonly JobRecord[], now: number): Promise<Job[]>;
  /** @throws Error when there is no such job. */
  change(id: number, change: (job: JobRecord) => JobRecord): Promise<Job>;
  /** Changes a job if it `may` be, and tells whether it was. */
  changeIf(
    id: number,
    may: (job: JobRecord) => boolean,
    change: (job: JobRecord) => JobRecord,
  ): Promise<{ job: Job | undefined; changed: boolean }>;
  /** Changes what concerns nobody who looks at the job; not announced. */
  note(id: number, change: (job: JobRecord) => JobRecord): Promise<void>;
  remove(id: number): Promise<void>;
}

/** `announce` is told of every change once it is on the disk. */
export function createJobRepository(
  records: Repository<JobRecord>,
  announce: (job: Job) => void,
): JobRepository {
  const adding = new Set<number>();
  const asJob = (id: number, record: JobRecord | undefined) => record && { ...record, id };

  async function changeIf(
    id: number,
    may: (job: JobRecord) => boolean,
    change: (job: JobRecord) => JobRecord,
  ) {
    let changed = false;
    const record = await records.update(String(id), (current) => {
      if (current === undefined || !may(current)) return undefined;
      changed = true;
      return change(current);
    });
    const job = asJob(id, record);
    if (job && changed) announce(job);
    return { job, changed };
  }

  /** Keeps the parts under numbers from `first` on; none of them when one is taken. */
  async function addAt(first: number, parts: readonly JobRecord[]): Promise<Job[] | undefined> {
    const kept: Job[] = [];
    for (const [at, record] of [...parts.entries()].reverse()) {
      const chain = { first, part: at + 1, parts: parts.length };
      const job = { ...record, ...(parts.length > 1 && { chain }) };
      if (!(await claim(first + at, job))) break;
      kept.unshift({ ...job, id: first + at });
    }
    if (kept.length === parts.length) return kept;
    for (const { id } of kept) await remove(id);
    return undefined;
  }

  /** Whether the number was free, and has the record now. */
  async function claim(id: number, record: JobRecord): Promise<boolean> {
    let free = false;
    await records.update(String(id), (current) => {
      free = current === undefined;
      return current ?? record;
    });
    return free;
  }

  async function remove(id: number): Promise<void> {
    await records.remove(String(id));
  }

  return {
    get: async (id) => asJob(id, await records.get(String(id))),
    async *all() {
      for await (const [key, record] of records.all()) {
        const id = Number(key);
        if (!adding.has(id)) yield { ...record, id };
      }
    },
    async add(parts, now) {
      for (let first = now; ; first += 1) {
        const ids = parts.map((_, at) => first + at).filter((id) => !adding.has(id));
        if (ids.length < parts.length) continue;
        for (const id of ids) adding.add(id);
        const kept = await addAt(first, parts).finally(() => {
          for (const id of ids) adding.delete(id);
        });
        if (kept) return kept;
      }
    },
    async change(id, change) {
      const { job } = await changeIf(id, () => true, change);
      if (job === undefined) throw new Error(`there is no job ${id}`);
      return job;
    },
    changeIf,
    async note(id, change) {
      await records.update(String(id), (job) => job && change(job));
    },
    remove,
  };
}
