import { z } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../../functions/console-api/http/fault.ts';

const body = z.strictObject({
  reason: z.string().trim().min(1).max(5),
  of: z.enum(['P0', 'P1']),
  list: z.array(z.string()).min(1),
  day: z.string().min(1, 'Say which day.').optional(),
});
const faults = (value: unknown): string[] => (body.safeParse(value).error?.issues ?? []).map(faultOf);
const good = { reason: 'So.', of: 'P0', list: ['a'] };

describe('what a request has wrong is said in a sentence', () => {
  it('for what is missing, empty or too long', () => {
    expect(faults({ ...good, reason: undefined })).toEqual(['reason: is asked for']);
    expect(faults({ ...good, reason: '  ' })).toEqual(['reason: is empty']);
    expect(faults({ ...good, reason: 'So it is.' })).toEqual(['reason: is longer than 5 characters']);
    expect(faults({ ...good, list: [] })).toEqual(['list: needs 1 at least']);
  });

  it('for what is not among the choices, and for what there is no place for', () => {
    expect(faults({ ...good, of: 'P9' })).toEqual(['of: must be one of P0, P1']);
    expect(faults({ ...good, worth: 1 })).toEqual(['it: has worth, for which there is no place here']);
  });

  it('in the words of the schema where it has some', () => {
    expect(faults({ ...good, day: '' })).toEqual(['day: Say which day.']);
  });

  it('and where it is not known better, as the parser says it', () => {
    expect(faults({ ...good, reason: 7 })).toEqual(['reason: Invalid input: expected string, received number']);
  });
});
