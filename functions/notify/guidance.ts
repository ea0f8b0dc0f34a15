import type { CaseContact } from '../contracts/case.ts';
import type { Lane } from '../contracts/vocabulary.ts';

/** What to do, where it is needed (requirement 24). Shown to a person; nothing here is done by the system. */
const BY_LANE: Record<Lane, readonly string[]> = {
  security: [
    'Read the contact in the console before anything else, then acknowledge the case.',
    'Do not answer the sender, and do not let them know that it was reported.',
    'See that the employee it is aimed at is safe and knows who is acting.',
  ],
  hr: [
    'HR takes part from the start. Tell the employee neutrally that a complaint was threatened; it says nothing about them yet.',
    'No discipline before the review is complete.',
    'Do not answer the sender’s demand yourself.',
  ],
  crisis: [
    'If someone is in touch with the person, keep the contact open, listen, and do not argue.',
    'In the United States, 988 (call or text) is the Suicide and Crisis Lifeline; it also takes calls from people who worry about someone else.',
    'Try to learn where the person is and give it to whoever goes to help.',
  ],
  unscored: ['It could not be read or scored, so it was not judged either way. Open the original and read it.'],
};

const BOMB_IN_WRITING = [
  'A written bomb threat is neither answered nor forwarded. Leave the message where it is; the original is preserved.',
  'Do not use radios or mobile phones near anything suspicious, and do not touch it.',
] as const;

const BOMB_BY_PHONE = [
  'Keep the caller on the line. Do not hang up, even if they do: the line may still be traced.',
  'Write down the exact words, uncorrected, and what you hear behind them.',
] as const;

const BY_PHONE = [
  'While the caller is on the line: stay calm, let them speak, and hand over warmly to a supervisor, else to a lead.',
] as const;

const DANGER_NOW =
  'If anyone is in danger now, call the emergency services yourself. Nothing in this system calls them for you.';

/** The lines of guidance for a contact in a lane, the most urgent first. */
export function guidanceFor(lane: Lane, contact: Pick<CaseContact, 'channel' | 'categories'>): string[] {
  const lines = [DANGER_NOW];
  const byPhone = contact.channel === 'phone';
  if (contact.categories.includes('bomb-arson')) lines.push(...(byPhone ? BOMB_BY_PHONE : BOMB_IN_WRITING));
  else if (byPhone) lines.push(...BY_PHONE);
  return [...lines, ...BY_LANE[lane]];
}
