import { describe, expect, it } from 'vitest';
import { subjectIdOf } from '../../../functions/shared/ids.ts';
import { mail, read, sesHeaders } from './reading.ts';

describe('what SES wrote above a mail', () => {
  it('is believed', async () => {
    const contact = await read(
      mail(
        sesHeaders({
          'X-SES-Spam-Verdict': 'GRAY',
          'Authentication-Results': 'amazonses.com; spf=softfail; dkim=permerror; dmarc=none;',
        }),
        'Good morning.',
      ),
      'mail/a',
    );
    expect(contact.authentication).toEqual({
      spf: 'gray',
      dkim: 'fail',
      dmarc: 'unknown',
      spam: 'gray',
      virus: 'pass',
    });
  });

  it('is not looked for below what SES wrote: a sender cannot write verdicts of their own', async () => {
    const ses = sesHeaders();
    delete ses['Authentication-Results'];
    delete ses['X-SES-Virus-Verdict'];
    const forged = {
      ...ses,
      'X-SES-Virus-Verdict': 'PASS',
      'Authentication-Results': 'amazonses.com; spf=pass; dkim=pass; dmarc=pass',
    };
    const { authentication } = await read(mail(forged, 'Good morning.'), 'mail/a');
    expect(authentication).toMatchObject({ dkim: 'unknown', dmarc: 'unknown', virus: 'unknown' });
  });

  it('is believed of no other server, nor without a Received line of SES at the top', async () => {
    const other = sesHeaders({ Received: 'from a by mx.attacker.example with SMTP; Tue, 17 Nov 2026 09:00:00 +0000' });
    expect((await read(mail(other, 'Hello there.'))).authentication.dmarc).toBe('unknown');
    const { Received: _, ...without } = sesHeaders();
    expect((await read(mail(without, 'Hello there.'))).authentication.dmarc).toBe('unknown');
  });

  it('gives the time: the first Received line, not the Date that the sender wrote', async () => {
    const contact = await read(
      mail({ ...sesHeaders(), Date: 'Thu, 1 Jan 2009 00:00:00 +0000' }, 'Hello there.'),
      'mail/a',
    );
    expect(contact).toMatchObject({ occurredAt: '2026-11-17T09:00:00.000Z', occurredAtFrom: 'received-header' });
  });

  it('never gives a time after the company had it', async () => {
    const contact = await read(mail({ Date: 'Fri, 1 Jan 2100 00:00:00 +0000' }, 'Hello there.'));
    expect(contact).toMatchObject({ occurredAt: contact.receivedAt, occurredAtFrom: 'date-header' });
  });
});

describe('a sender whose domain says they are forged', () => {
  it('is taken in, and kept out of the history of the person they name', async () => {
    const contact = await read(
      mail(
        sesHeaders({ 'Authentication-Results': 'amazonses.com; spf=fail; dkim=fail; dmarc=fail;' }),
        'Good morning.',
      ),
      'mail/a',
    );
    expect(contact.subject?.address).toBe('joe.marsh@example.com');
    expect(contact.subjectId).toBe(subjectIdOf('unauthenticated:mail:joe.marsh@example.com'));
  });

  it('is not taken for an employee, so that their words are scored', async () => {
    const forged = sesHeaders({ 'Authentication-Results': 'amazonses.com; spf=fail; dkim=fail; dmarc=fail;' });
    const contact = await read(
      mail({ ...forged, From: 'ruth.okafor@harborline.example' }, 'I will find you.'),
      'mail/a',
    );
    expect(contact.report).toBeNull();
    expect(contact.turns.at(-1)).toMatchObject({ speaker: 'subject', text: 'I will find you.' });
  });
});

describe('an outsider’s address of a domain without a DMARC policy', () => {
  it.each([
    [
      'fails SPF without a valid signature is not theirs',
      'spf=fail; dkim=none',
      'unauthenticated:mail:ann@noauth.example',
    ],
    ['fails SPF behind a list, with a valid signature, is', 'spf=fail; dkim=pass', 'mail:ann@noauth.example'],
    ['nothing is known of is', 'spf=none; dkim=none', 'mail:ann@noauth.example'],
  ])('that %s', async (_, results, key) => {
    const headers = sesHeaders({ 'Authentication-Results': `amazonses.com; ${results}; dmarc=none;` });
    const contact = await read(mail({ ...headers, From: 'ann@noauth.example' }, 'I will kill you, Dana.'), 'mail/a');
    expect(contact.subjectId).toBe(subjectIdOf(key));
  });
});

describe('an employee’s address from a company without a DMARC policy', () => {
  it.each([
    [
      'that fails SPF and has no valid signature is not theirs',
      'amazonses.com; spf=fail; dkim=none; dmarc=none;',
      false,
    ],
    [
      'that fails SPF behind a list, with a valid signature, is',
      'amazonses.com; spf=fail; dkim=pass; dmarc=none;',
      true,
    ],
    ['of which nothing is known is', 'amazonses.com; spf=none; dkim=none; dmarc=none;', true],
  ])('%s', async (_, results, isReport) => {
    const headers = {
      ...sesHeaders({ 'Authentication-Results': results }),
      From: 'ruth.okafor@harborline.example',
      To: 'threats@harborline.example',
    };
    expect((await read(mail(headers, 'I will find you.'), 'mail/a')).report !== null).toBe(isReport);
  });
});

describe('a sender without a verdict', () => {
  it('is remembered by the address, whatever tag or case it comes in', async () => {
    const ids = await Promise.all(
      ['joe.marsh@example.com', 'Joe.Marsh+7@Example.com', '"Joe" <joe.marsh+x@example.com>'].map(
        async (From) => (await read(mail({ From }, 'Hi.'))).subjectId,
      ),
    );
    expect(new Set(ids)).toEqual(new Set([subjectIdOf('mail:joe.marsh@example.com')]));
  });

  it('stands alone when there is no address at all', async () => {
    const contact = await read(mail({ From: '' }, 'I know who you are.'));
    expect(contact.subject).toBeNull();
    expect(contact.subjectId).toBe(subjectIdOf(`object:${contact.original.key}:${contact.original.sha256}`));
  });
});
