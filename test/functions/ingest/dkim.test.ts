import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, it } from 'vitest';
import { MAX_KEY_LOOK_UPS, MAX_SIGNATURES } from '../../../functions/ingest/dkim-limits.ts';
import { KeyLookUps, type LookUpKey } from '../../../functions/ingest/key-look-up.ts';
import { MAILBOX_PROVIDER_DOMAINS } from '../../../functions/ingest/mailbox-providers.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { directory, RECEIVED_AT } from './reading.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
const record = (keys: typeof rsa): string =>
  `v=DKIM1; k=rsa; p=${keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

/** A name server that knows these keys, and remembers what it was asked. */
function nameServer(answers: Readonly<Record<string, string | Error>>) {
  const asked: string[] = [];
  const lookUp: LookUpKey = async (name) => {
    asked.push(name);
    const answer = answers[name];
    if (answer === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    if (answer instanceof Error) throw answer;
    // A long record comes in pieces of 255.
    return [answer.match(/.{1,255}/g) ?? []];
  };
  return { asked, lookUp };
}

const GMAIL = 's1._domainkey.gmail.com';
const keys = { [GMAIL]: record(rsa) };

const original = (from = 'Joe Marsh <joe.marsh@gmail.com>'): string =>
  [
    `From: ${from}`,
    'To: Tomas Reyes <tomas.reyes@harborline.example>',
    'Subject: Tuesday',
    'Date: Tue, 24 Nov 2026 09:00:00 +0000',
    'Message-ID: <1@gmail.com>',
    '',
    'I know when you lock  up.',
    '',
    'Joe',
    '',
  ].join('\r\n');

interface Signing {
  readonly domain?: string;
  readonly key?: typeof rsa;
  readonly algorithm?: string;
  readonly canonicalization?: string;
  readonly expires?: string;
  readonly maxBodyLength?: number;
}

async function signed(message: string, signing: Signing = {}): Promise<string> {
  const { domain = 'gmail.com', key = rsa, expires, maxBodyLength, ...how } = signing;
  const { signatures, errors } = await dkimSign(message, {
    canonicalization: how.canonicalization ?? 'relaxed/relaxed',
    ...(how.algorithm === undefined ? {} : { algorithm: how.algorithm }),
    signTime: new Date('2026-11-24T09:00:01Z'),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
    ...(maxBodyLength === undefined ? {} : { maxBodyLength }),
    signatureData: [
      {
        signingDomain: domain,
        selector: 's1',
        privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        ...(how.algorithm === undefined ? {} : { algorithm: how.algorithm }),
        canonicalization: how.canonicalization ?? 'relaxed/relaxed',
        ...(maxBodyLength === undefined ? {} : { maxBodyLength }),
      },
    ],
  } as Parameters<typeof dkimSign>[1]);
  if (errors?.length) throw errors[0];
  return `${signatures}${message}`;
}

type Encoding = '7bit' | 'base64' | 'quoted-printable';

function encoded(message: string, encoding: Encoding): string {
  if (encoding === '7bit') return message;
  if (encoding === 'base64')
    return (
      Buffer.from(message)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n');
  return message
    .split('\r\n')
    .map((line) => line.replaceAll('=', '=3D').replace(/.{70}/g, '$&=\r\n').replace(/ $/, '=20'))
    .join('\r\n');
}

/** A report of an employee with messages attached. */
function report(messages: readonly string[], encoding: Encoding = '7bit', type = 'message/rfc822'): string {
  const parts = messages.map(
    (message) =>
      `--b\r\nContent-Type: ${type}; name="x.eml"\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-Disposition: attachment; filename="x.eml"\r\n\r\n${encoded(message, encoding)}\r\n`,
  );
  return `From: Ruth Okafor <ruth.okafor@harborline.example>\r\nTo: threats@harborline.example\r\nSubject: See attached\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nPlease look.\r\n${parts.join('')}--b--\r\n`;
}

async function readReport(content: string | Uint8Array, lookUp: LookUpKey | null, more: string[] = []) {
  const bytes = Buffer.from(content);
  return readContact({
    bytes,
    original: { bucket: 'intake', key: 'mail/1', versionId: null, sha256: sha256Hex(bytes), sizeBytes: bytes.length },
    receivedAt: RECEIVED_AT,
    directory,
    lookUps: new KeyLookUps(lookUp, new Set(more)),
  });
}

async function signatureOf(message: string, answers: Readonly<Record<string, string | Error>> = keys, more?: string[]) {
  const server = nameServer(answers);
  const contact = await readReport(report([message]), server.lookUp, more);
  expect(contact.problems).toEqual([]);
  expect(contact.signatures).toHaveLength(1);
  return { ...contact.signatures?.[0], asked: server.asked };
}

describe('the signature of an original that an employee attached', () => {
  it('passes, and speaks of the sender where the domain of the From line signed', async () => {
    expect(await signatureOf(await signed(original()))).toEqual({
      part: 'attachment:1',
      dkim: 'pass',
      domain: 'gmail.com',
      aligned: true,
      why: 'Signed by gmail.com, the domain of its From line, and unchanged since.',
      asked: [GMAIL],
    });
  });

  it.each<[Encoding, string]>([
    ['7bit', 'message/rfc822'],
    ['base64', 'message/rfc822'],
    ['quoted-printable', 'message/rfc822'],
    ['base64', 'application/octet-stream'],
    ['base64', 'text/plain'],
  ])('is checked over exactly the bytes that were attached: %s, %s', async (encoding, type) => {
    const message = await signed(original(), { canonicalization: 'simple/simple' });
    const contact = await readReport(report([message], encoding, type), nameServer(keys).lookUp);
    expect(contact.signatures).toMatchObject([{ dkim: 'pass', aligned: true }]);
  });

  it('passes where it was saved with the line breaks of a disk', async () => {
    const message = (await signed(original())).replaceAll('\r\n', '\n');
    expect(await signatureOf(message)).toMatchObject({ dkim: 'pass', aligned: true });
    expect(
      (await readReport(report([message], 'base64').replaceAll('\r\n', '\n'), nameServer(keys).lookUp)).signatures,
    ).toMatchObject([{ dkim: 'pass', aligned: true }]);
  });

  it('is found in an original within an original, and each is named by its part', async () => {
    const inner = await signed(original());
    const outer = `From: Owen Barrett <owen.barrett@harborline.example>\r\nTo: ruth.okafor@harborline.example\r\nSubject: Fw\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="i"\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nSee.\r\n--i\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--i--\r\n`;
    const contact = await readReport(report([outer]), nameServer(keys).lookUp);
    expect(contact.signatures).toMatchObject([
      { part: 'attachment:1', dkim: 'unknown', domain: null },
      { part: 'attachment:1 attachment:1', dkim: 'pass', aligned: true },
    ]);
    expect(contact.turns.map(({ part }) => part)).toContain('attachment:1 attachment:1 text/plain');
  });

  it('fails where the body was changed, and asks nobody for that', async () => {
    const changed = (await signed(original())).replace('lock  up', 'come home');
    expect(await signatureOf(changed)).toMatchObject({ dkim: 'fail', domain: 'gmail.com', asked: [] });
  });

  it('fails where a header was changed', async () => {
    const changed = (await signed(original())).replace('Subject: Tuesday', 'Subject: Friday');
    expect(await signatureOf(changed)).toMatchObject({ dkim: 'fail', aligned: true, asked: [GMAIL] });
  });

  it('fails where another key signed', async () => {
    const message = await signed(original(), { key: short });
    expect(await signatureOf(message)).toMatchObject({ dkim: 'fail', domain: 'gmail.com' });
  });

  it('says that it proves nothing of the sender where another domain signed', async () => {
    const finding = await signatureOf(await signed(original('Boss <ceo@rival.example>')));
    expect(finding).toMatchObject({ dkim: 'pass', domain: 'gmail.com', aligned: false });
    expect(finding.why).toContain('proves nothing of the sender');
  });

  it('takes a signature of the From line’s domain before one of another, good or bad', async () => {
    const answers = { ...keys, 's1._domainkey.outlook.com': record(rsa) };
    const both = await signed(await signed(original()), { domain: 'outlook.com' });
    expect(await signatureOf(both, answers)).toMatchObject({ dkim: 'pass', domain: 'gmail.com', aligned: true });
    const bad = (await signed(original())).replace('Subject: Tuesday', 'Subject: Friday');
    const resigned = await signed(bad, { domain: 'outlook.com' });
    expect(await signatureOf(resigned, answers)).toMatchObject({ dkim: 'fail', domain: 'gmail.com' });
  });

  it.each<[what: string, message: () => Promise<string>, why: RegExp]>([
    ['the signature has run out', () => signed(original(), { expires: '2026-11-24T10:00:00Z' }), /had run out/],
    ['it is by SHA-1', () => signed(original(), { algorithm: 'rsa-sha1' }), /SHA-1/],
    [
      'it covers only the beginning of the body',
      async () => `${await signed(original(), { maxBodyLength: 10 })}And your dog.\r\n`,
      /only the beginning/,
    ],
    ['a second From line stands above', async () => `From: ceo@gmail.com\r\n${await signed(original())}`, /twice/],
    ['a second Subject stands above', async () => `Subject: Fire\r\n${await signed(original())}`, /twice/],
  ])('is gray, not a pass, where %s', async (_, message, why) => {
    const finding = await signatureOf(await message());
    expect(finding).toMatchObject({ dkim: 'gray', domain: 'gmail.com', asked: [GMAIL] });
    expect(finding.why).toMatch(why);
  });

  it('is gray where the key is too short to prove anything', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 768 });
    const finding = await signatureOf(await signed(original(), { key: weak }), { [GMAIL]: record(weak) });
    expect(finding).toMatchObject({ dkim: 'gray', asked: [GMAIL] });
    expect(finding.why).toMatch(/too short/);
  });

  it.each<[what: string, answer: string | Error | undefined, why: RegExp]>([
    ['there is no such key', undefined, /no such key/],
    ['the look-up times out', Object.assign(new Error('t'), { code: 'ETIMEOUT' }), /no answer in time/],
    ['the name server fails', Object.assign(new Error('t'), { code: 'ESERVFAIL' }), /no answer in time/],
    ['the look-up breaks', new TypeError('broken'), /no answer in time/],
    ['the key was withdrawn', 'v=DKIM1; p=', /cannot be read/],
    ['the record is none of a key', 'hello', /cannot be read/],
    ['the record is empty', '', /cannot be read/],
  ])('is unknown, never a fail, where %s', async (_, answer, why) => {
    const finding = await signatureOf(await signed(original()), answer === undefined ? {} : { [GMAIL]: answer });
    expect(finding).toMatchObject({ dkim: 'unknown', domain: 'gmail.com', asked: [GMAIL] });
    expect(finding.why).toMatch(why);
  });

  it('is unknown where there is none, whatever the original says of itself', async () => {
    const boast = `Received: from x by inbound-smtp.us-east-1.amazonaws.com with SMTP id 1; Tue, 24 Nov 2026 09:00:00 +0000\r\nAuthentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@gmail.com; dmarc=fail\r\nX-SES-RECEIPT: A==\r\n${original()}`;
    const contact = await readReport(report([boast]), nameServer(keys).lookUp);
    expect(contact.signatures).toMatchObject([{ dkim: 'unknown', domain: null, aligned: false }]);
    // Nor does a verdict in it take the message from its writer's history.
    const plain = await readReport(report([original()]), nameServer(keys).lookUp);
    expect(contact.subjectId).toBe(plain.subjectId);
  });
});

describe('the look-up of a key', () => {
  it('is not made for a domain that its owner can watch, and says so', async () => {
    const message = await signed(original('Joe <joe@marsh-family.example>'), { domain: 'marsh-family.example' });
    const finding = await signatureOf(message, { 's1._domainkey.marsh-family.example': record(rsa) });
    expect(finding).toMatchObject({ dkim: 'unknown', domain: 'marsh-family.example', aligned: true, asked: [] });
    expect(finding.why).toContain('whoever runs its name server');
  });

  it('is not made for a subdomain of a provider, nor for a selector that is no name', async () => {
    expect(await signatureOf(await signed(original(), { domain: 'x.gmail.com' }))).toMatchObject({ asked: [] });
    const odd = (await signed(original())).replace(/\bs=s1\b/, 's=s1._domainkey.evil.example');
    expect(await signatureOf(odd)).toMatchObject({ dkim: 'unknown', asked: [] });
  });

  it('is made for a domain that the deployer named', async () => {
    const message = await signed(original('Joe <joe@isp.example>'), { domain: 'isp.example' });
    const finding = await signatureOf(message, { 's1._domainkey.isp.example': record(rsa) }, ['isp.example']);
    expect(finding).toMatchObject({ dkim: 'pass', aligned: true, asked: ['s1._domainkey.isp.example'] });
  });

  it('is made once for each key, and no more than a few times for one report', async () => {
    const server = nameServer(keys);
    const messages = await Promise.all(
      [...MAILBOX_PROVIDER_DOMAINS].slice(0, MAX_SIGNATURES).map((domain) => signed(original(), { domain })),
    );
    const all = messages.map((each) => each.slice(0, each.indexOf('From: '))).join('') + original();
    const contact = await readReport(report([all, all]), server.lookUp);
    expect(server.asked).toHaveLength(MAX_KEY_LOOK_UPS);
    expect(new Set(server.asked).size).toBe(MAX_KEY_LOOK_UPS);
    expect(contact.signatures?.map(({ dkim }) => dkim)).toEqual(['pass', 'pass']);
  });

  it('is made for no more signatures than mail has', async () => {
    const one = await signed(original());
    const many = one.slice(0, one.indexOf('From: ')).repeat(MAX_SIGNATURES + 1) + original();
    const finding = await signatureOf(many);
    expect(finding).toMatchObject({ dkim: 'unknown', asked: [] });
    expect(finding.why).toMatch(/more signatures/);
  });

  it('is not made where look-ups are off, and a changed body shows all the same', async () => {
    const message = await signed(original());
    const off = await readReport(report([message]), null);
    expect(off.signatures).toMatchObject([
      { dkim: 'unknown', domain: 'gmail.com', why: 'Keys are not looked up here.' },
    ]);
    const changed = await readReport(report([message.replace('Joe\r\n', 'Jim\r\n')]), null);
    expect(changed.signatures).toMatchObject([{ dkim: 'fail' }]);
  });

  it('is not made for what a stranger attaches', async () => {
    const server = nameServer(keys);
    const mail = report([await signed(original())]).replaceAll('ruth.okafor@harborline.example', 'x@example.com');
    expect((await readReport(mail, server.lookUp)).signatures).toBeUndefined();
    expect(server.asked).toEqual([]);
  });
});
