import type { Party } from '../contracts/contact.ts';
import { MAX_TARGETS } from './limits.ts';
import { party } from './people.ts';

const ADDRESS = /[^\s<>[\]()"':;,|]+@[^\s<>[\]()"',;:|]+\.[^\s<>[\]()"',;:|]+/;

/**
 * Reads the people of a header line as a forward shows it: `Name <a@b>`, `"Last, First" <a@b>`, `Name [mailto:a@b]`,
 * `a@b <mailto:a@b>`, `a@b`, or a name alone. Never fails: what is no address is a name.
 */
export function mailboxes(value: string): Party[] {
  const parts: string[] = [];
  let carried = '';
  for (const part of separated(value)) {
    const whole = carried === '' ? part : `${carried}, ${part}`;
    // "Sheltan, Walter <w@x>": the comma is in the name. Where no part has an address, each part is a name.
    carried = !ADDRESS.test(part) && ADDRESS.test(value) ? whole : '';
    if (carried === '') parts.push(whole);
  }
  return parts.slice(0, MAX_TARGETS).flatMap((part) => {
    const address = ADDRESS.exec(part)?.[0] ?? null;
    const before = part.split(/[<[]/, 1)[0] ?? '';
    const name = before
      .replace(ADDRESS, '')
      .replace(/^(mailto:|via )|[;,]+$/gi, '')
      .trim();
    const found = party(name, address?.replace(/^mailto:/i, '') ?? null);
    return found.name === null && found.address === null ? [] : [found];
  });
}

/** Splits at commas and semicolons that are not within quotation marks or brackets. */
function separated(value: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < value.length; at++) {
    const sign = value[at];
    if (sign === '"') quoted = !quoted;
    else if (sign === '<' || sign === '[') depth++;
    else if (sign === '>' || sign === ']') depth = Math.max(0, depth - 1);
    else if ((sign === ',' || sign === ';') && !quoted && depth === 0) {
      parts.push(value.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(value.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
