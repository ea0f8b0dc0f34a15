import { MAX_JSON_DEPTH } from './limits.ts';

/** JSON that may be a value a line, or end in the middle. */
export interface LooseJson {
  readonly value: unknown;
  /** Pieces that are no JSON: a broken line, the end of a file that was cut off. They are words of someone all the same. */
  readonly pieces: readonly string[];
  readonly isCutOff: boolean;
}

/**
 * Reads JSON as systems leave it: one value, a value a line (logs and exports, some lines broken), or a value whose file ends too
 * early, as after a lost connection: what is whole of it is read, and what is not given back as it stands. Null for what is no JSON.
 * Linear in the text.
 */
export function looseJson(source: string): LooseJson | null {
  const text = source.replace(/^\uFEFF/, '');
  const whole = parsed(text);
  if (whole !== undefined) return { value: whole, pieces: [], isCutOff: false };
  return jsonLines(text) ?? cutOff(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Two lines that are objects, and more that are than that are not: some broken lines do not make it another format. */
function jsonLines(text: string): LooseJson | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  const values: unknown[] = [];
  const pieces: string[] = [];
  for (const line of lines) {
    const value = /^\s*[{[]/.test(line) ? parsed(line) : undefined;
    if (value === undefined) pieces.push(line);
    else values.push(value);
    // JSON laid out over lines has hardly a line that is a value.
    if (values.length + pieces.length === 40 && values.length < 20) return null;
  }
  if (values.length < 2 || values.length <= pieces.length) return null;
  return { value: values, pieces, isCutOff: false };
}

/** Closes what is open after the last whole element. Null where the text does not end within a value. */
function cutOff(text: string): LooseJson | null {
  const open: string[] = [];
  let inString = false;
  let end = -1;
  let closers = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (inString) {
      if (sign === '\\') at++;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']');
      if (open.length > MAX_JSON_DEPTH) return null;
    } else if (sign === '}' || sign === ']') {
      if (open.pop() !== sign || open.length === 0) return null;
      end = at + 1;
      closers = open.toReversed().join('');
    }
  }
  if (open.length === 0 || end < 0) return null;
  const value = parsed(text.slice(0, end) + closers);
  if (value === undefined) return null;
  return { value, pieces: [text.slice(end).replace(/^[\s,]+/, '')], isCutOff: true };
}
