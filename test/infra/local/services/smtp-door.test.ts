import { createConnection } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { type SmtpDoor, startSmtpDoor } from '../../../../infra/local/services/smtp-door.ts';

const AT = new Date('2026-03-02T10:20:30.000Z');
const stored = new Map<string, Buffer>();
let door: SmtpDoor | null = null;
let failing = false;

async function open(): Promise<ReturnType<typeof createTransport>> {
  stored.clear();
  failing = false;
  door = await startSmtpDoor({
    port: 0,
    now: () => AT,
    store: async (key, bytes) => {
      if (failing) throw new Error('the disk is full');
      if (stored.has(key)) return false;
      stored.set(key, Buffer.from(bytes));
      return true;
    },
  });
  return createTransport({ host: '127.0.0.1', port: door.port, ignoreTLS: true, name: 'client.test' });
}
afterEach(async () => {
  await door?.stop();
  door = null;
});

const RAW =
  'From: a@customer.test\r\nTo: desk@company.test\r\nSubject: x\r\nMessage-ID: <1@customer.test>\r\n\r\n.dot line\r\nbody\r\n';
const ENVELOPE = { from: 'a@customer.test', to: ['desk@company.test'] };

describe('the mail server', () => {
  it('puts a mail where SES would, below the headers that SES writes, and no byte of it changed', async () => {
    const transport = await open();
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW });
    const [[key, bytes] = ['', Buffer.alloc(0)]] = [...stored];
    expect(key).toMatch(/^mail\/[0-9a-f]{40}$/);
    const text = bytes.toString('latin1');
    expect(text.endsWith(RAW)).toBe(true);
    const id = key.slice('mail/'.length);
    expect(text.slice(0, -RAW.length)).toBe(
      [
        'Return-Path: <a@customer.test>',
        'Received: from client.test (client.test [127.0.0.1])',
        ` by inbound-smtp.us-east-1.amazonaws.com with SMTP id ${id}`,
        ' for desk@company.test;',
        ' Mon, 02 Mar 2026 10:20:30 +0000 (UTC)',
        'X-SES-Spam-Verdict: DISABLED',
        'X-SES-Virus-Verdict: DISABLED',
        'Received-SPF: none (spfCheck: not checked on this machine) client-ip=127.0.0.1; envelope-from=a@customer.test; helo=client.test;',
        'Authentication-Results: amazonses.com;',
        ' spf=none (spfCheck: not checked on this machine) client-ip=127.0.0.1; envelope-from=a@customer.test; helo=client.test;',
        ' dkim=none;',
        ' dmarc=none;',
        `X-SES-RECEIPT: ${Buffer.from(id).toString('base64')}`,
        '',
      ].join('\r\n'),
    );
  });

  it('lands a delivery that is tried again once, and two that differ twice', async () => {
    const transport = await open();
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW });
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW });
    expect(stored.size).toBe(1);
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW.replace('body', 'other') });
    await transport.sendMail({ envelope: { ...ENVELOPE, to: ['other@company.test'] }, raw: RAW });
    expect(stored.size).toBe(3);
  });

  it('takes a bounce, whose sender is empty', async () => {
    const transport = await open();
    await transport.sendMail({ envelope: { from: '', to: ENVELOPE.to }, raw: RAW });
    expect([...stored.values()][0]?.toString('latin1')).toMatch(/^Return-Path: <>\r\n/);
  });

  it('asks the client to try again where the mail could not be stored', async () => {
    const transport = await open();
    failing = true;
    await expect(transport.sendMail({ envelope: ENVELOPE, raw: RAW })).rejects.toMatchObject({ responseCode: 451 });
    failing = false;
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW });
    expect(stored.size).toBe(1);
  });

  it('refuses a mail above 40 MB, announced or not', async () => {
    const transport = await open();
    const large = Buffer.concat([Buffer.from(RAW), Buffer.alloc(40 * 1024 * 1024, 'x\r\n')]);
    await expect(transport.sendMail({ envelope: ENVELOPE, raw: large })).rejects.toMatchObject({ responseCode: 552 });
    // A client that reads the limit that the server announces does not even begin.
    const announced = { envelope: { ...ENVELOPE, size: large.length } as never, raw: RAW };
    await expect(transport.sendMail(announced)).rejects.toThrow(`larger than allowed ${40 * 1024 * 1024}`);
    expect(stored.size).toBe(0);
  }, 60_000);

  it('stores nothing of a mail whose connection breaks off, and goes on', async () => {
    const transport = await open();
    await new Promise<void>((resolve) => {
      const socket = createConnection(door?.port ?? 0, '127.0.0.1');
      socket.on('close', () => resolve());
      socket.write('EHLO x\r\nMAIL FROM:<a@customer.test>\r\nRCPT TO:<b@company.test>\r\nDATA\r\nSubject: cut');
      socket.on('data', (answer) => {
        if (answer.toString().includes('354')) socket.destroy();
      });
    });
    await transport.sendMail({ envelope: ENVELOPE, raw: RAW });
    expect(stored.size).toBe(1);
  });
});
