import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { read } from './reading.ts';

const received = (at: string) => `Received: from a.test by inbound-smtp.us-east-1.amazonaws.com with SMTP id x; ${at}`;
const mail = (head: string[], body: string[]): string => [...head, '', ...body, ''].join('\r\n');
const original = mail(
  [
    received('Tue, 18 Nov 2025 14:02:30 +0000'),
    'From: <dale@coastalnet.example>',
    'To: <owen.barrett@harborline.example>',
    'Date: Tue, 18 Nov 2025 09:02:27 -0500',
    'Message-ID: <orig@coastalnet.example>',
  ],
  ['You will regret this.'],
);
const passedOn = (head: string[], body: string[]): string =>
  mail(
    [
      received('Tue, 18 Nov 2025 15:31:00 +0000'),
      'From: Owen Barrett <owen.barrett@harborline.example>',
      'To: <threats@harborline.example>',
      'Date: Tue, 18 Nov 2025 15:30:56 +0000',
      'Message-ID: <forward@harborline.example>',
      ...head,
    ],
    body,
  );
const claims = async (text: string): Promise<Pick<Contact, 'claimed' | 'passedOnAt'>> => {
  const { claimed, passedOnAt } = await read(text);
  return { claimed, passedOnAt };
};

describe('What a message claims of itself', () => {
  it('is its own Message-ID and Date', async () => {
    expect(await claims(original)).toEqual({
      claimed: { messageId: '<orig@coastalnet.example>', date: '2025-11-18T14:02:27.000Z' },
      passedOnAt: undefined,
    });
  });

  it('is that of the original where an employee attached it', async () => {
    const body = [
      '--b',
      'Content-Type: text/plain',
      '',
      'See this.',
      '--b',
      'Content-Type: message/rfc822',
      '',
      original,
      '--b--',
    ];
    expect(await claims(passedOn(['Content-Type: multipart/mixed; boundary="b"'], body))).toEqual({
      claimed: { messageId: '<orig@coastalnet.example>', date: '2025-11-18T14:02:27.000Z' },
      passedOnAt: '2025-11-18T15:31:00.000Z',
    });
  });

  it('is the Date that an inline forward shows, and never the Message-ID of the forward', async () => {
    const body = [
      '---------- Forwarded message ---------',
      'From: Dale <dale@coastalnet.example>',
      'Date: Tue, Nov 18, 2025 at 9:02 AM',
      'Subject: Hi',
      '',
      'You will regret this.',
    ];
    expect(await claims(passedOn([], body))).toEqual({
      claimed: { messageId: null, date: '2025-11-18T09:02:00.000Z' },
      passedOnAt: '2025-11-18T15:31:00.000Z',
    });
  });

  it('is the mail’s own for a report in an employee’s words', async () => {
    expect(await claims(passedOn([], ['He shouted at me on the telephone today.']))).toMatchObject({
      claimed: { messageId: '<forward@harborline.example>' },
    });
  });
});
