import { describe, expect, it } from 'vitest';
import { localOf, withZone } from '../../../console/forms/moment-value.ts';

describe('a moment of a form', () => {
  it('is the same moment again, whatever the zone of who types it', () => {
    const moment = withZone('2026-07-15T10:05') as string;
    expect(moment).toMatch(/^2026-07-15T10:05:00[+-]\d\d:\d\d$/);
    expect(Date.parse(moment)).toBe(new Date(2026, 6, 15, 10, 5).getTime());
    expect(localOf(moment)).toBe('2026-07-15T10:05');
  });

  it.each(['T', '2026-07-15T', 'T10:00', '2026-07-15T10', '2026-13-45T10:00'])(
    'is none while %s is all there is',
    (local) => {
      expect(withZone(local)).toBeNull();
    },
  );

  it.each(['Call Did not say', '', 'yesterday', '2026-07'])('is not what %s says', (text) => {
    expect(localOf(text)).toBeNull();
  });
});
