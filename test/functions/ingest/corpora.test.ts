import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asForward, corpusFiles, forwardSubjects, statedSender } from '../../../bench/ingest/corpora.ts';
import { Contact } from '../../../functions/contracts/contact.ts';
import { read } from './reading.ts';

const data = process.env.UNDERTONE_DATA;

describe.runIf(data)('the mail corpora in UNDERTONE_DATA', () => {
  const files = data === undefined ? [] : [...corpusFiles(join(data, 'mail'))];

  it('become contacts, each with words or with a reason', { timeout: 300_000 }, async () => {
    for (const { path, bytes } of files) {
      const contact = Contact.parse(await read(bytes, path));
      const told =
        contact.turns.some(({ text }) => text.trim() !== '') ||
        contact.problems.some(({ extent }) => extent === 'whole');
      expect(told, path).toBe(true);
      expect(
        contact.problems.map(({ code }) => code),
        path,
      ).not.toContain('failed');
    }
  });

  it('are read whole where they are ordinary mail: of easy ham at most one in five hundred waits for a person', {
    timeout: 120_000,
  }, async () => {
    const ham = files.filter(({ corpus, path }) => corpus === 'spamassassin/easy_ham' && !path.endsWith('cmds'));
    let waiting = 0;
    for (const { path, bytes } of ham) if ((await read(bytes, path)).problems.length > 0) waiting++;
    expect(waiting).toBeLessThanOrEqual(ham.length / 500);
  });

  it('name the customer in at least 98 of 100 forwards', { timeout: 60_000 }, async () => {
    const forwards = files.filter(({ corpus }) => corpus === 'crisp_forward');
    const subjects = forwardSubjects(forwards);
    let stated = 0;
    let found = 0;
    for (const file of forwards) {
      const [sender, bytes] = [statedSender(file.bytes), asForward(file, subjects)];
      if (sender === null || bytes === null) continue;
      stated++;
      if ((await read(bytes, `mail/${file.path}`)).subject?.address === sender) found++;
    }
    expect(stated).toBeGreaterThan(150);
    expect(found / stated).toBeGreaterThanOrEqual(0.98);
  });
});
