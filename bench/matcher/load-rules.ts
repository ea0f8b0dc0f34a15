import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createMatcher } from '../../functions/score/match/create-matcher.ts';
import { decodeRules } from '../../functions/score/match/decode-rules.ts';
import { normalize } from '../../functions/score/normalize/normalize.ts';

/** Run by `measure-load.ts` as a process of its own: reads the file of compiled rules, and says what took how many milliseconds. */
const file = process.argv[2] ?? '';
// Normalised before, so that the normaliser's own first time is not counted.
const text = normalize('Please send my order to the new address, and tell me when it will arrive.');
const started = performance.now();
const bytes = readFileSync(file);
const read = performance.now();
const matcher = createMatcher(decodeRules(bytes));
const loaded = performance.now();
matcher.match(text);
const matched = performance.now();
console.log(JSON.stringify({ read: read - started, load: loaded - read, first: matched - loaded }));
