import type { JobRecord, Repository } from '../storage/index.ts';
import type { Job } from './job.ts';

/** The kept jobs. Whatever changes one here is reported. */
export interface JobRepository {
  get(id: number): Promise<Job | undefined>;
  all(): AsyncGenerator<Job, void>;
  /** Keeps a new job under a number of its own; `now` in ms since 1970. Not reported. */
  add(record: JobRecord, now: number): Promise<Job>;
  /** @throws Error when there is no such job. */
  change(id: number, change: (job: JobRecord) => JobRecord): Promise<Job>;
  /** Changes a job if it `may` be, and tells whether it was. */
  changeIf(
    id: number,
    may: (job: JobRecord) => boolean,
    change: (job: JobRecord) => JobRecord,
  ): Promise<{ job: Job | undefined; changed: boolean }>;
  remove(id: number): Promise<void>;
}

/** `report` is told of every change once it is on the disk. */
export function createJobRepository(
  records: Repository<JobRecord>,
  report: (job: Job) => void,
): JobRepository {
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
    if (job && changed) report(job);
    return { job, changed };
  }

  return {
    get: async (id) => asJob(id, await records.get(String(id))),
    async *all() {
      for await (const [key, record] of records.all()) yield { ...record, id: Number(key) };
    },
    async add(record, now) {
      for (let id = now; ; id += 1) {
        let free = false;
        await records.update(String(id), (current) => {
          free = current === undefined;
          return current ?? record;
        });
        if (free) return { ...record, id };
      }
    },
    async change(id, change) {
      const { job } = await changeIf(id, () => true, change);
      if (job === undefined) throw new Error(`there is no job ${id}`);
      return job;
    },
    changeIf,
    async remove(id) {
      await records.remove(String(id));
    },
  };
}
