import { z } from '@hono/zod-openapi';
import { addCaseChange } from '../cases/change-case.ts';
import type { ConsoleApi, ConsoleSetting } from '../http/api.ts';

const MINUTE_MS = 60_000;

/** Who asks is shown the subject's name and addresses in this case, for a time; that they asked, and why, is on the record first. */
export function addUnmask(api: ConsoleApi, setting: ConsoleSetting): void {
  addCaseChange(api, setting, {
    action: 'unmask',
    path: '/unmask',
    summary: 'Say why you need to know who the subject is; it is logged, and shown to you alone for a time',
    body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
    decide: ({ body: { reason }, at }) => {
      const until = new Date(Date.parse(at) + setting.policy.access.unmasked.minutes * MINUTE_MS).toISOString();
      return { type: 'viewed', what: 'identity', contactId: null, reason, until };
    },
  });
}
