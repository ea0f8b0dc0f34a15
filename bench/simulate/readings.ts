import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sightingOf } from '../../functions/score/conclude.ts';
import type { Engine } from '../../functions/score/engine.ts';
import { type Reading, readSignals } from '../../functions/score/read-signals.ts';
import { canonicalJson, sha256Hex } from '../../functions/shared/hash.ts';
import { contactOfText } from '../../infra/local/scan/contact-of-text.ts';

/** A text is read as if it came at this time: what it says of "tomorrow" or "Friday" moves its priority, and no finding. */
const READ_AT = '2026-01-05T10:00:00.000Z';
/** What takes part in reading one contact by itself; its history does not. */
const CODE_OF_READING = ['context', 'decide', 'detections', 'match', 'model', 'normalize'];

/**
 * Readings of texts, each made once and kept on disk: the second reader takes tens of milliseconds a text, and a population repeats
 * some thousands of texts a hundred thousand times. The file's name holds the versions of all that makes a reading, code included.
 */
export class Readings {
  private readonly known = new Map<string, Reading>();
  private readonly file: string;

  constructor(
    private readonly engine: Engine,
    root: string,
  ) {
    const folder = join(root, '.build', 'bench', 'readings');
    mkdirSync(folder, { recursive: true });
    const { matcher, policy, versions: of } = engine;
    // Of the policy only what raises a signal: a clock or a lane changes no reading.
    const raises = canonicalJson([policy.model, policy.concern]);
    const versions = [matcher.version, of.model, raises, codeVersion(join(root, 'functions', 'score'))];
    this.file = join(folder, `${sha256Hex(versions.join('\n')).slice(0, 32)}.jsonl`);
    if (existsSync(this.file)) for (const line of readFileSync(this.file, 'utf8').split('\n')) this.remember(line);
  }

  async of(text: string): Promise<Reading> {
    const key = sha256Hex(text);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const reading = await readSignals(contactOfText({ text, name: key, at: READ_AT }), this.engine);
    this.known.set(key, reading);
    appendFileSync(this.file, `${JSON.stringify({ key, reading })}\n`);
    return reading;
  }

  /** Whether nothing of concern is found in it, as an act of its history would remember. */
  async isQuiet(text: string): Promise<boolean> {
    const { severity, categories } = sightingOf(contactOfText({ text, name: '', at: READ_AT }), await this.of(text));
    return severity === 0 && categories.length === 0;
  }

  /** A line that a killed run left unfinished is read anew. */
  private remember(line: string): void {
    if (!line.endsWith('}}')) return;
    const { key, reading } = JSON.parse(line) as { key: string; reading: Reading };
    this.known.set(key, reading);
  }
}

function codeVersion(score: string): string {
  const files = CODE_OF_READING.flatMap((folder) =>
    readdirSync(join(score, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(score, folder, name)),
  );
  return sha256Hex(
    [...files.sort(), join(score, 'read-signals.ts')].map((file) => readFileSync(file, 'utf8')).join(''),
  );
}
