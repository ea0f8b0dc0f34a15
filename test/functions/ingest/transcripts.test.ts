import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../functions/contracts/contact.ts';
import { heard, read } from './reading.ts';

const said = (contact: Contact): [string, string][] => contact.turns.map(({ speaker, text }) => [speaker, text]);
const json = (value: unknown): Promise<Contact> => read(JSON.stringify(value), 'drop/x.json');
const EXPECTED = [
  ['employee', 'How can I help?'],
  ['subject', 'I will find you.'],
];

describe('a chat in JSON', () => {
  it.each([
    [
      'Contact Lens chat',
      {
        Channel: 'CHAT',
        Participants: [
          { ParticipantId: 'a', ParticipantRole: 'AGENT' },
          { ParticipantId: 'c', ParticipantRole: 'CUSTOMER' },
        ],
        Transcript: [
          { ParticipantId: 'a', Content: 'How can I help?', AbsoluteTime: '2026-11-17T09:00:00.000Z' },
          { ParticipantId: 'c', Content: 'I will find you.', AbsoluteTime: '2026-11-17T09:00:10.000Z' },
        ],
      },
    ],
    [
      'Zendesk Chat',
      {
        type: 'chat',
        visitor: { name: 'Joe' },
        history: [
          {
            type: 'chat.msg',
            name: 'Tomas',
            msg: 'How can I help?',
            sender_type: 'Agent',
            timestamp: '2026-11-17T09:00:00Z',
          },
          {
            type: 'chat.msg',
            name: 'Joe',
            msg: 'I will find you.',
            sender_type: 'Visitor',
            timestamp: '2026-11-17T09:01:00Z',
          },
        ],
      },
    ],
    [
      'LivePerson',
      {
        consumerParticipants: [{ participantId: 'c', firstName: 'Joe' }],
        agentParticipants: [{ agentId: 'a', agentFullName: 'Tomas Reyes' }],
        messageRecords: [
          {
            messageData: { msg: { text: 'How can I help?' } },
            sentBy: 'Agent',
            participantId: 'a',
            timeL: 1794906000000,
          },
          {
            messageData: { msg: { text: 'I will find you.' } },
            sentBy: 'Consumer',
            participantId: 'c',
            timeL: 1794906060000,
          },
        ],
      },
    ],
    [
      'Salesforce',
      {
        conversationEntries: [
          { actorType: 'Agent', actorName: 'Tomas', messageText: 'How can I help?', clientTimestamp: 1794906000000 },
          { actorType: 'EndUser', actorName: 'Joe', messageText: 'I will find you.', clientTimestamp: 1794906060000 },
        ],
      },
    ],
    [
      'Twilio',
      {
        messages: [
          { author: 'Tomas Reyes', body: 'How can I help?', date_created: '2026-11-17T09:00:00Z' },
          { author: '+16035550142', body: 'I will find you.', date_created: '2026-11-17T09:01:00Z' },
        ],
      },
    ],
    [
      'Slack',
      [
        {
          type: 'message',
          user: 'U1',
          text: 'How can I help?',
          ts: '1794906000.000100',
          user_profile: { real_name: 'Tomas Reyes' },
        },
        {
          type: 'message',
          user: 'U2',
          text: 'I will find you.',
          ts: '1794906060.000200',
          user_profile: { real_name: 'Joe Marsh' },
        },
      ],
    ],
    [
      'a plain export',
      {
        customer: { name: 'Joe', email: 'joe@example.com' },
        messages: [
          { role: 'agent', text: 'How can I help?' },
          { role: 'customer', text: 'I will find you.' },
        ],
      },
    ],
  ])('%s', async (_, value) => {
    const contact = await json(value);
    expect(contact).toMatchObject({ format: 'chat', problems: [] });
    expect(said(contact)).toEqual(EXPECTED);
  });

  it('takes the customer’s address for their history, and the time of the talk', async () => {
    const contact = await json({
      visitor: { name: 'Joe Marsh', email: 'Joe@Example.com' },
      agent: 'Tomas Reyes',
      started_at: '2026-11-17T09:00:00Z',
      messages: [{ role: 'visitor', text: 'hello' }],
    });
    expect(contact).toMatchObject({
      subject: { name: 'Joe Marsh', address: 'joe@example.com' },
      targets: [{ name: 'Tomas Reyes' }],
      occurredAt: '2026-11-17T09:00:00.000Z',
    });
  });

  it('scores a speaker of whom nothing is known', async () => {
    const contact = await json({ messages: [{ name: 'Priya', text: 'I will find you.' }] });
    expect(said(contact)).toEqual([['unknown', 'I will find you.']]);
  });

  it('scores JSON that is no transcript, and asks a person to look', async () => {
    const contact = await json({ a: { b: ['I will find you.'] } });
    expect(heard(contact)).toBe('I will find you.');
    expect(contact.problems).toMatchObject([{ code: 'unknown-format', extent: 'part' }]);
  });

  it('scores broken JSON as text', async () => {
    const contact = await read('{"messages": [{"text": "I will find you."', 'drop/x.json');
    expect(heard(contact)).toContain('I will find you.');
    expect(contact.problems).toMatchObject([{ code: 'malformed', extent: 'part' }]);
  });

  it('does not fall over JSON nested without end', async () => {
    const contact = await read(`${'{"a":'.repeat(5_000)}"I will find you."${'}'.repeat(5_000)}`, 'drop/x.json');
    expect(heard(contact)).toContain('I will find you.');
  });
});

describe('a call in JSON', () => {
  it.each([
    [
      'Contact Lens voice',
      {
        Channel: 'VOICE',
        Transcript: [
          { ParticipantId: 'AGENT', Content: 'How can I help?', BeginOffsetMillis: 100, EndOffsetMillis: 900 },
          { ParticipantId: 'CUSTOMER', Content: 'I will find you.', BeginOffsetMillis: 1000, EndOffsetMillis: 2000 },
        ],
      },
    ],
    [
      'Transcribe Call Analytics',
      {
        JobStatus: 'COMPLETED',
        Channel: 'VOICE',
        Transcript: [
          { ParticipantRole: 'AGENT', Content: 'How can I help?', BeginOffsetMillis: 100, EndOffsetMillis: 900 },
          { ParticipantRole: 'CUSTOMER', Content: 'I will find you.', BeginOffsetMillis: 1000, EndOffsetMillis: 2000 },
        ],
      },
    ],
    [
      'Genesys',
      {
        conversationId: 'x',
        mediaType: 'call',
        transcripts: [
          {
            phrases: [
              {
                participantPurpose: 'internal',
                text: 'How can I help?',
                startTimeMs: 100,
                duration: { milliseconds: 800 },
              },
              {
                participantPurpose: 'external',
                text: 'I will find you.',
                startTimeMs: 1000,
                duration: { milliseconds: 1000 },
              },
            ],
          },
        ],
      },
    ],
  ])('%s, with the times that a person can play', async (_, value) => {
    const contact = await json(value);
    expect(contact).toMatchObject({ format: 'call', channel: 'phone' });
    expect(said(contact)).toEqual(EXPECTED);
    expect(contact.turns[1]).toMatchObject({ startMs: 1000, endMs: 2000 });
  });

  it('Amazon Transcribe, whose labels say who spoke when and not who is who', async () => {
    const word = (content: string, start: number, speaker: string) => ({
      type: 'pronunciation',
      alternatives: [{ content, confidence: '0.9' }],
      start_time: String(start),
      end_time: String(start + 0.4),
      speaker_label: speaker,
    });
    const stop = { type: 'punctuation', alternatives: [{ content: '.' }] };
    const contact = await json({
      jobName: 'j',
      results: {
        transcripts: [{ transcript: 'Hello. I will find you.' }],
        items: [
          word('Hello', 0, 'spk_0'),
          stop,
          word('I', 1, 'spk_1'),
          word('will', 1.5, 'spk_1'),
          word('find', 2, 'spk_1'),
          word('you', 2.5, 'spk_1'),
          stop,
        ],
      },
    });
    expect(said(contact)).toEqual([
      ['unknown', 'Hello.'],
      ['unknown', 'I will find you.'],
    ]);
    expect(contact.turns[1]).toMatchObject({ name: 'spk_1', startMs: 1000, endMs: 2900 });
  });
});

describe('captions', () => {
  it('join what the screen cut, keep the times, and know the speakers', async () => {
    const contact = await read(
      'WEBVTT\n\nNOTE\nCaller: +1 603 555 0142\nDate: 2026-11-17T09:00:00Z\n\n00:01.000 --> 00:02.000\n<v Caller>I will\n\n00:02.000 --> 00:03.500\n<v Caller>find you.\n\n00:04.000 --> 00:05.000\n<v Agent>Sir.\n',
    );
    expect(said(contact)).toEqual([
      ['subject', 'I will find you.'],
      ['employee', 'Sir.'],
    ]);
    expect(contact.turns[0]).toMatchObject({ startMs: 1000, endMs: 3500 });
    expect(contact).toMatchObject({
      format: 'call',
      channel: 'phone',
      subject: { address: '+1 603 555 0142' },
      occurredAt: '2026-11-17T09:00:00.000Z',
    });
  });

  it('without speakers are scored as someone unknown’s', async () => {
    const contact = await read(
      '1\n00:00:01,000 --> 00:00:02,000\nI will find\n\n2\n00:00:02,000 --> 00:00:03,000\nyou tonight.\n',
    );
    expect(said(contact)).toEqual([['unknown', 'I will find you tonight.']]);
  });
});

describe('a plain transcript', () => {
  it.each([
    ['times in brackets', '[12:01] Agent: How can I help?\n[12:02] Joe: I will find you.'],
    ['times without', '12:01 PM Agent: How can I help?\n12:02 PM Joe: I will find you.'],
    ['times after the name', 'Agent (12:01 PM): How can I help?\nJoe (12:02 PM): I will find you.'],
    ['Salesforce’s seconds', '( 1m 2s ) Agent: How can I help?\n( 1m 20s ) Joe: I will find you.'],
    ['dates', '[2026-11-17 12:01:00] Agent: How can I help?\n[2026-11-17 12:02:00] Joe: I will find you.'],
    [
      'a table',
      'time,sender,message\n2026-11-17T12:01:00Z,agent,How can I help?\n2026-11-17T12:02:00Z,customer,I will find you.\n',
    ],
    ['JSON a line', '{"role":"agent","text":"How can I help?"}\n{"role":"customer","text":"I will find you."}'],
  ])('%s', async (_, text) => {
    const contact = await read(text, 'drop/chat.txt');
    expect(said(contact)).toEqual(EXPECTED);
    expect(contact.format).toBe('chat');
  });

  it('runs on over lines without a name', async () => {
    const contact = await read('[12:01] Agent: Yes?\n[12:02] Customer: I will\nfind you.', 'drop/chat.txt');
    expect(contact.turns[1]?.text).toBe('I will\nfind you.');
  });

  it('without times is a talk when people take turns', async () => {
    const contact = await read(
      'Customer: Hello\nAgent: How can I help?\nCustomer: I will find you.\nAgent: Sir?',
      'drop/x.txt',
    );
    expect(said(contact)[2]).toEqual(['subject', 'I will find you.']);
  });

  it('is free words, all scored, when nobody takes turns', async () => {
    const contact = await read('Ingredients: flour\nYou know what comes: I will find you.', 'drop/x.txt');
    expect(contact.turns.map(({ speaker }) => speaker)).toEqual(['unknown']);
    expect(contact.problems).toMatchObject([{ code: 'unknown-format', extent: 'part' }]);
  });
});
