import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { Roster } from '../../../functions/contracts/roster.ts';
import { readContact } from '../../../functions/ingest/read-contact.ts';
import { sha256Hex } from '../../../functions/shared/hash.ts';
import { directory, RECEIVED_AT } from './reading.ts';

const speakers = {
  employee: ['Team Inbox', 'agent-7f', '@partner.example', 'spk_0'],
  customer: ['Web visitor', 'spk_1', 'tier-2'],
  system: ['Harbor Bot'],
};

async function read(content: unknown, key: string, listed = speakers): Promise<Contact> {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const original = { bucket: 'intake', key, versionId: null, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
  return readContact({ bytes, original, receivedAt: RECEIVED_AT, directory: { ...directory, speakers: listed } });
}

const word = (content: string, start: number, speaker: string) => ({
  type: 'pronunciation',
  alternatives: [{ content, confidence: '0.9' }],
  start_time: String(start),
  end_time: String(start + 0.2),
  speaker_label: speaker,
});

/** In each the same two things are said, by whom the format does not say. */
const FORMATS: readonly (readonly [string, string, unknown])[] = [
  [
    'JSON by name',
    'x.json',
    {
      messages: [
        { name: 'team inbox', text: 'Yes?' },
        { name: 'WEB VISITOR', text: 'I will find you.' },
        { name: 'Ann', text: 'Me too.' },
      ],
    },
  ],
  [
    'JSON by id',
    'x.json',
    {
      messages: [
        { user_id: 'agent-7f', text: 'Yes?' },
        { user_id: 'tier-2', text: 'I will find you.' },
        { user_id: 'u9', text: 'Me too.' },
      ],
    },
  ],
  [
    'JSON by address',
    'x.json',
    {
      messages: [
        { from: 'lee@partner.example', text: 'Yes?' },
        { from: 'Web visitor', text: 'I will find you.' },
        { from: 'ann@elsewhere.example', text: 'Me too.' },
      ],
    },
  ],
  [
    'JSON by a role that no system has',
    'x.json',
    {
      messages: [
        { role: 'Team-Inbox', text: 'Yes?' },
        { role: 'tier-2', text: 'I will find you.' },
        { role: 'tier-3', text: 'Me too.' },
      ],
    },
  ],
  ['a table', 'x.csv', 'sender,message\nTeam Inbox,Yes?\nWeb visitor,I will find you.\nAnn,Me too.\n'],
  [
    'JSON a line',
    'x.jsonl',
    '{"name":"Team Inbox","text":"Yes?"}\n{"name":"Web visitor","text":"I will find you."}\n{"name":"Ann","text":"Me too."}\n',
  ],
  [
    'a plain transcript',
    'chat.txt',
    '[12:01] Team Inbox: Yes?\n[12:02] Web visitor: I will find you.\n[12:03] Ann: Me too.\n',
  ],
  [
    'WebVTT',
    'call.vtt',
    'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Team Inbox>Yes?\n\n00:02.000 --> 00:03.000\n<v Web visitor>I will find you.\n\n00:04.000 --> 00:05.000\n<v Ann>Me too.\n',
  ],
  [
    'SubRip',
    'call.srt',
    '1\n00:00:01,000 --> 00:00:02,000\nTeam Inbox: Yes?\n\n2\n00:00:02,000 --> 00:00:03,000\nWeb visitor: I will find you.\n\n3\n00:00:04,000 --> 00:00:05,000\nAnn: Me too.\n',
  ],
];

describe('who is who, where the format does not say it', () => {
  it.each(FORMATS)('is told by the roster’s list in %s, and whoever is on none is unknown', async (_, key, content) => {
    const contact = await read(content, `drop/${key}`);
    expect(contact.turns.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['employee', 'Yes?'],
      ['subject', 'I will find you.'],
      ['unknown', 'Me too.'],
    ]);
  });

  it('is told by the transcriber’s labels where the deployer says which is whose', async () => {
    const items = [word('Yes', 0, 'spk_0'), word('never', 1, 'spk_1'), word('what', 2, 'spk_2')];
    const contact = await read({ results: { transcripts: [], items } }, 'drop/call.json');
    expect(contact.turns.map(({ speaker }) => speaker)).toEqual(['employee', 'subject', 'unknown']);
    expect(contact.targets).toEqual([]);
  });

  it('sets a bot of the list apart', async () => {
    const contact = await read(
      {
        messages: [
          { name: 'Harbor Bot', text: 'Hello' },
          { name: 'Web visitor', text: 'Die.' },
        ],
      },
      'drop/x.json',
    );
    expect(contact.turns.map(({ speaker }) => speaker)).toEqual(['system', 'subject']);
  });

  it('is never told by the list against the format', async () => {
    const said = { messages: [{ role: 'customer', name: 'Harbor Bot', text: 'I will find you.' }] };
    expect((await read(said, 'drop/x.json')).turns.map(({ speaker }) => speaker)).toEqual(['subject']);
  });

  it('is scored as before by a deployer who lists nobody', async () => {
    const contact = await read(
      '[12:01] Team Inbox: Yes?\n[12:02] Web visitor: No.\n[12:03] Ann: No.',
      'drop/chat.txt',
      {
        employee: [],
        customer: [],
        system: [],
      },
    );
    expect(contact.turns.map(({ speaker }) => speaker)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('the list in the roster', () => {
  const check = (listed: unknown) => Roster.safeParse({ ...directory, speakers: listed });

  it('may be left out', () => {
    const { speakers: _, ...without } = directory as Roster;
    expect(Roster.parse(without).speakers).toEqual({ employee: [], customer: [], system: [] });
  });

  it.each([
    [
      'one name as two things, however it is written',
      { employee: ['Care Team'], customer: ['care-team'] },
      /"care-team" is named as employee as well/,
    ],
    ['a name without a letter', { system: ['—'] }, /"—" has no letter or digit/],
    ['an empty name', { system: [' '] }, /./],
    ['a part that there is none of', { bots: ['x'] }, /bots/],
  ])('refuses %s, and says where', (_, listed, message) => {
    const { error } = check(listed);
    expect(error?.issues[0]?.path[0]).toBe('speakers');
    expect(error?.issues.map((issue) => issue.message).join()).toMatch(message);
  });
});
