export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The names that systems give the same things. Read from the published formats of Amazon Connect chat and Contact Lens, Amazon
 * Transcribe Call Analytics, Zendesk (tickets and Chat), Intercom, LivePerson, Salesforce, Twilio, Genesys, Slack, and of plain
 * exports; compared without case and without `_` and `-`.
 */
export const TEXT = [
  'content',
  'text',
  'plainbody',
  'body',
  'message',
  'msg',
  'messagetext',
  'messagedata',
  'utterance',
  'transcript',
  'htmlbody',
  'displaytext',
  'comment',
  'value',
];
export const ROLE = [
  'participantrole',
  'role',
  'sendertype',
  'sentby',
  'actortype',
  'participantpurpose',
  'speakerrole',
  'authortype',
  'usertype',
  'direction',
  'channeltag',
  'party',
];
export const NAME = [
  'displayname',
  'sendername',
  'actorname',
  'agentfullname',
  'authorname',
  'realname',
  'fullname',
  'name',
  'sender',
  'from',
  'author',
  'username',
  'speaker',
  'speakerlabel',
  'participant',
  'user',
];
export const SPEAKER_ID = ['participantid', 'authorid', 'senderid', 'userid', 'participantsid', 'user', 'speakerlabel'];
export const TIME = [
  'absolutetime',
  'createdat',
  'timestamp',
  'datecreated',
  'clienttimestamp',
  'serverreceivedtimestamp',
  'sentat',
  'timel',
  'time',
  'at',
  'date',
  'ts',
  'datetime',
];
export const START_MS = ['beginoffsetmillis', 'startms', 'starttimems', 'beginms', 'startoffsetms', 'offsetms'];
export const END_MS = ['endoffsetmillis', 'endms', 'endtimems', 'endoffsetms'];
export const START_SECONDS = ['starttime', 'start', 'begin', 'startseconds'];
export const END_SECONDS = ['endtime', 'end', 'endseconds'];
export const LISTS = [
  'transcript',
  'transcripts',
  'messages',
  'history',
  'conversationparts',
  'comments',
  'messagerecords',
  'conversationentries',
  'entries',
  'events',
  'phrases',
  'utterances',
  'audiosegments',
  'segments',
  'turns',
  'lines',
  'chat',
  'log',
  'conversation',
  'results',
  'items',
  'data',
  'ticket',
  'interaction',
  'records',
];
export const PEOPLE_LISTS = [
  'participants',
  'users',
  'agents',
  'consumerparticipants',
  'agentparticipants',
  'contacts',
  'members',
];
export const CUSTOMER = [
  'customer',
  'visitor',
  'requester',
  'contact',
  'enduser',
  'consumer',
  'client',
  'caller',
  'customerinfo',
  'lead',
  'member',
];
export const AGENT = ['agent', 'agentname', 'assignee', 'representative', 'operator', 'handledby', 'assignedto'];
export const MAIL = ['email', 'emailaddress', 'mail', 'address'];
export const PHONE = [
  'phone',
  'phonenumber',
  'telephone',
  'ani',
  'customerendpoint',
  'customerphonenumber',
  'callernumber',
  'fromnumber',
  'callerid',
];
export const ACCOUNT = ['account', 'accountnumber', 'accountid', 'customernumber', 'externalid'];
export const BEGAN = [
  'initiationtimestamp',
  'starttime',
  'startedat',
  'conversationstart',
  'createdat',
  'date',
  'timestamp',
  'when',
  'started',
  'time',
];
export const KIND = ['channel', 'mediatype', 'channeltype', 'type', 'medium'];

const plain = (key: string): string => key.toLowerCase().replace(/[_\-\s]/g, '');

/** The first of the names that the object has, in the order of the names. */
export function pick(value: Json, names: readonly string[]): unknown {
  const keys = new Map(Object.keys(value).map((key) => [plain(key), key]));
  for (const name of names) {
    const key = keys.get(name);
    if (key !== undefined && value[key] !== null && value[key] !== undefined && value[key] !== '') return value[key];
  }
  return undefined;
}

/** Words, or a number as words; null for anything else. */
export const word = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : null;
