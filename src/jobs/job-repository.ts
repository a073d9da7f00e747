import type { JobRecord, Repository } from '../storage/index.ts';
import type { Job } from './job.ts';

/** Stored jobs, each part of a chain as a record of its own. Changes are announced unless said otherwise. */
export interface JobRepository {
  get(id: number): Promise<Job | undefined>;
  /** All jobs, except those that `add` has not finished storing. */
  all(): AsyncGenerator<Job, void>;
  /**
   * Stores new jobs under consecutive ids; several form a chain. The last is stored first, so a crash in
   * between leaves parts without a first one, which no message shows yet. Not announced.
   * @param now ms since 1970; the first free id from here is used
   */
  add(records: readonly JobRecord[], now: number): Promise<Job[]>;
  /** @throws Error when there is no such job. */
  change(id: number, change: (job: JobRecord) => JobRecord): Promise<Job>;
  /** Changes a job if `may` allows it; returns the job and whether it changed. */
  changeIf(
    id: number,
    may: (job: JobRecord) => boolean,
    change: (job: JobRecord) => JobRecord,
  ): Promise<{ job: Job | undefined; changed: boolean }>;
  /** Changes a job without announcing it, for fields that its message does not show. */
  changeSilently(id: number, change: (job: JobRecord) => JobRecord): Promise<void>;
  remove(id: number): Promise<void>;
}

/** `announce` is called with every changed job after it is stored. */
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

  /** Stores the parts under ids from `first` on; stores none when an id is taken. */
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

  /** Stores the record if the id is free; returns whether it was. */
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
    async changeSilently(id, change) {
      await records.update(String(id), (job) => job && change(job));
    },
    remove,
  };
}
