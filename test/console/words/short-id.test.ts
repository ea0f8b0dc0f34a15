import { describe, expect, it } from 'vitest';
import { shortId, shortSubject } from '../../../console/words/short-id.ts';
import { contactIdOf, subjectIdOf } from '../../../functions/shared/ids.ts';

describe('an id in short', () => {
  it('is the beginning of it, without the word for its kind', () => {
    const subjectId = subjectIdOf('mail:carl@customer.example');
    expect(shortSubject(subjectId)).toBe(subjectId.replace('subject-', '').slice(0, 6));
    const contactId = contactIdOf({ key: 'a', versionId: null, sha256: '0'.repeat(64) });
    expect(shortId(contactId)).toBe(contactId.replace('contact-', '').slice(0, 8));
  });
});
