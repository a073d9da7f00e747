import { onTestFinished } from 'vitest';
import {
  type RunningTelegram,
  type StartOptions,
  startTelegram,
} from '../../../playground/telegram/index.ts';

/** What the Bot API answers, unwrapped as far as tests need it. */
export interface Answer {
  ok: boolean;
  result?: unknown;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/** A Telegram for one test, closed after it, with a bare caller of its Bot API. */
export interface TestTelegram extends RunningTelegram {
  call(method: string, params?: Record<string, unknown>): Promise<Answer>;
  /** The same as multipart; texts as they are, bytes as files, all else as JSON. */
  form(method: string, params: Record<string, unknown>): Promise<Answer>;
}

/** Starts a Telegram that lives as long as the test. */
export async function useTelegram(options?: StartOptions): Promise<TestTelegram> {
  const started = await startTelegram(options);
  onTestFinished(() => started.close());
  const url = (method: string) => `${started.root}/bot${started.telegram.token}/${method}`;
  return {
    ...started,
    async call(method, params = {}) {
      const response = await fetch(url(method), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
      });
      return (await response.json()) as Answer;
    },
    async form(method, params) {
      const body = new FormData();
      for (const [name, value] of Object.entries(params)) {
        if (value instanceof Uint8Array) body.set(name, new Blob([new Uint8Array(value)]), `${name}.png`);
        else body.set(name, typeof value === 'string' ? value : JSON.stringify(value));
      }
      const response = await fetch(url(method), { method: 'POST', body });
      return (await response.json()) as Answer;
    },
  };
}

/** A PNG of 1 by 1. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
