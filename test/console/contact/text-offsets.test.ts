import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInField, placeInText } from '../../../console/contact/text-offsets.ts';

describe('a place in a text field', () => {
  it('is found again in a text whose lines end with CR LF', () => {
    expect(placeInText('a\r\nb', 2)).toBe(3);
    expect(placeInField('a\r\nb', 3)).toBe(2);
  });

  it('and back is the same place, wherever no line break is cut in two', () => {
    const text = fc.array(fc.constantFrom('a', '\r\n', '\n', '\r', '😀')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (written, at) => {
        const length = placeInField(written, written.length);
        const place = Math.min(at, length);
        expect(placeInField(written, placeInText(written, place))).toBe(place);
      }),
    );
  });
});
