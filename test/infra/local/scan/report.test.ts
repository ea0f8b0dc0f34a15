import { expect, it } from 'vitest';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import { reportFile } from '../../../../infra/local/scan/report.ts';
import type { ScannedFile } from '../../../../infra/local/scan/scan-files.ts';
import { read } from '../../../functions/ingest/reading.ts';

it('a report says what the signature of an attached original is worth, also where nothing is of concern', async () => {
  const contact: Contact = {
    ...(await read('From: a@b.example\r\nSubject: x\r\n\r\nGood day.', 'mail/1')),
    signatures: [
      { part: 'attachment:1', dkim: 'pass', domain: 'x.example', aligned: false, why: 'It proves nothing.' },
    ],
  };
  const assessment = { flagged: false } as ScannedFile['assessment'];
  const shown = reportFile({ source: 'a.eml', contact, assessment });
  expect(shown).toContain('signature');
  expect(shown).toContain('pass  It proves nothing. ');
  expect(shown).toContain('(attachment:1)');
});
