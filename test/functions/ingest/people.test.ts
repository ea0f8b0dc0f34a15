import { describe, expect, it } from 'vitest';
import { party, phoneKey, subjectKeyOf } from '../../../functions/ingest/people.ts';
import { mailKey } from '../../../functions/shared/person-keys.ts';
import { known } from './reading.ts';

describe('the directory', () => {
  it('knows employees by address, by domain and by their whole name', () => {
    expect(known.isEmployee(party(null, 'Tomas.Reyes@Harborline.example'))).toBe(true);
    expect(known.isEmployee(party(null, 'anyone@mail.harborline.example'))).toBe(true);
    expect(known.isEmployee(party('Reyes, Tomas', null))).toBe(true);
  });

  it('does not take a look-alike domain or a shared first name for an employee', () => {
    expect(known.isEmployee(party(null, 'tomas@notharborline.example'))).toBe(false);
    expect(known.isEmployee(party(null, 'harborline.example@evil.example'))).toBe(false);
    expect(known.isEmployee(party('Tomas', null))).toBe(false);
    expect(known.isEmployee(party('Tomas Reyes', 'tomas@evil.example'))).toBe(false);
  });

  it('counts the police liaison among those to tell, not among employees', () => {
    expect(known.isEmployee(party(null, 'j.lindqvist@portmouthpd.example'))).toBe(false);
  });
});

describe('what a subject is remembered by', () => {
  it('is one thing for one mailbox, however it is written', () => {
    expect(mailKey('A.B.C+now@GoogleMail.com')).toBe('mail:abc@gmail.com');
    expect(mailKey('a.b+x@example.com')).toBe('mail:a.b@example.com');
    expect(mailKey('+x@example.com')).toBe('mail:+x@example.com');
  });

  it('is one thing for one telephone, with or without its country', () => {
    expect(phoneKey('+1 (603) 555-0142')).toBe(phoneKey('603.555.0142'));
    expect(phoneKey('anonymous')).toBeNull();
  });

  it('is the surest thing known, and never a first name', () => {
    expect(subjectKeyOf({ address: 'a@b.example', phone: '6035550142' })).toBe('mail:a@b.example');
    expect(subjectKeyOf({ name: 'Léa  Óneill-Smith' })).toBe('name:lea oneill smith');
    expect(subjectKeyOf({ name: 'John' })).toBeNull();
  });
});
