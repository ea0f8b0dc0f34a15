import type { Problem } from '../contracts/contact.ts';

/** What a person in the unscored lane reads: what was wrong, where, and what to do. Never a word of the contact. */
const MESSAGES = {
  'empty-file': ['empty', 'The file is empty. Ask whoever sent it in to send it again.'],
  'no-words': ['empty', 'There are no words in it. Look at the original, and ask whoever sent it in what it was.'],
  'only-attachments': [
    'binary',
    'It has no words of its own, only attachments that cannot be read as text (pictures, recordings or documents). Open them from the evidence.',
  ],
  'only-files': [
    'binary',
    'Only files were sent in the talk, and no words. Open them in the system that the transcript comes from.',
  ],
  'several-talks': [
    'too-many-parts',
    'The file holds several conversations. The longest is this contact; the customers of the others were scored beside it as someone unknown. Put each in by itself, so that each is counted for its own customer.',
  ],
  'cut-off': [
    'truncated',
    'The file ends in the middle. What is there was scored, the broken end as words of someone unknown. Ask for the whole file.',
  ],
  'out-of-time': [
    'truncated',
    'Reading it took longer than is allowed for one contact. What was read until then was scored. Read the original.',
  ],
  'encrypted-mail': [
    'encrypted',
    'The message is encrypted (OpenPGP, S/MIME or rights management). Ask the recipient to open it and forward what it says.',
  ],
  'encrypted-file': ['encrypted', 'The file is encrypted. Ask whoever sent it in for a readable copy.'],
  'encrypted-attachment': [
    'encrypted',
    'An attachment is encrypted. Ask the recipient to open it and say what it holds.',
  ],
  'locked-attachment': [
    'encrypted',
    'An attachment is locked by a password. Ask the recipient whether the password came with another mail, open it and say what it holds.',
  ],
  recording: [
    'binary',
    'A recording is attached, and nobody has heard it yet. Listen to it from the evidence, and write a note of what is said in it.',
  ],
  'rich-text': [
    'binary',
    'An attachment is rich text (RTF), which is not read. Open it from the evidence, and write a note of what it says.',
  ],
  'only-quoted': [
    'empty',
    'It has no words of its own: all of it was taken for the quote of another mail. Look at the original, whether its writer answers within it.',
  ],
  'binary-file': [
    'binary',
    'The file is not text: a picture, a recording, a document or a program. Open the original, and write a note of what it says.',
  ],
  'unknown-format': [
    'unknown-format',
    'The file is text in no form that is known. All of it was scored as words of someone unknown. Read the original to see who said what.',
  ],
  'unknown-json': [
    'unknown-format',
    'The file is JSON, but not a transcript or note that is known. The text in it was scored as words of someone unknown. Read the original to see who said what.',
  ],
  'broken-json': [
    'malformed',
    'The file begins as JSON and is broken. It was scored as plain text. Read the original to see who said what.',
  ],
  'broken-mail': [
    'malformed',
    'The mail is broken and its parts could not be told apart. It was scored line by line as it came. Read the original.',
  ],
  'broken-html': ['malformed', 'The HTML of the message could not be read to its end. Look at the original.'],
  'too-large': ['too-large', 'The file is larger than 40 MB. Only its beginning was scored. Read the original.'],
  'text-cut': [
    'truncated',
    'The text is longer than what is scored of one contact. Only its beginning was. Read the original.',
  ],
  'too-many-turns': [
    'truncated',
    'The transcript has more turns than are scored. Only the first were. Read the original.',
  ],
  'too-many-parts': [
    'too-many-parts',
    'The mail has more parts or attachments than are read. Look through the original.',
  ],
  'headers-cut': [
    'truncated',
    'The header block of the mail is longer than 1 MB or 16,000 lines, which no mail program writes. Its sender, subject and text were read and the rest of the headers was not. Look at the original.',
  ],
  'several-mails': [
    'too-many-parts',
    'The file holds several mails (mbox). The words of the others were scored beside the first. Put each in by itself, so that each is counted for its own writer.',
  ],
  'several-reports': [
    'too-many-parts',
    'The file holds several reports. It is kept under the person of the first, and the words of the others were scored beside it. Put each in by itself, so that each is counted for its own person.',
  ],
  'several-people': [
    'too-many-parts',
    'The report names more than one person. It is kept under the first. Write one for each, so that each is counted.',
  ],
  'ragged-row': [
    'malformed',
    'A row of the table has more cells than the table has columns, so words may stand in the wrong one. All of the row was scored. Read the original.',
  ],
  'nested-too-deep': [
    'nested-too-deep',
    'Messages are attached within messages, deeper than is read. Open the original to the last one.',
  ],
  'attachment-cut': [
    'truncated',
    'An attachment is longer than what is scored of one. Only its beginning was. Read the attachment.',
  ],
  language: [
    'unsupported-language',
    'It is written in a language that the detections do not cover. Ask someone who reads the language.',
  ],
  'language-part': [
    'unsupported-language',
    'A part of it is in a language that the detections do not cover; the English was scored. Ask someone who reads the language.',
  ],
  garbled: [
    'malformed',
    'The text came out as letters that make no words: its character set or encoding is wrongly named. Ask the recipient to say what their mail program shows.',
  ],
  'unknown-charset': [
    'malformed',
    'A text names a character set that is not known, so that letters of it may be wrong. It was scored as it came out. Ask the recipient to say what their mail program shows.',
  ],
  failed: [
    'failed',
    'Reading it failed in a way that was not foreseen. Read the original, and tell the operator its number.',
  ],
} as const satisfies Record<string, readonly [Problem['code'], string]>;

/** One of the problems of the table, for all of the contact or a part of it. */
export function problem(name: keyof typeof MESSAGES, extent: Problem['extent']): Problem {
  const [code, message] = MESSAGES[name];
  return { code, message, extent };
}
