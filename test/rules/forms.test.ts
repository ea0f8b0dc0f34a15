import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../functions/shared/form/field-value.ts';
import { readForms } from '../../infra/assets/forms.ts';
import { readPolicy } from '../../infra/assets/policy.ts';

const forms = readForms('rules/forms');
const fieldsIn = (name: string) => fieldsOf(forms.find(({ form }) => form === name) ?? (forms[0] as never));
const field = (form: string, name: string) => fieldsIn(form).find((one) => one.name === name);

describe('the threat form', () => {
  it('has the fields of a case, and no others (requirement 25)', () => {
    expect(fieldsIn('threat').map(({ label }) => label)).toEqual([
      'Date and time of the threat',
      'Classification',
      'Threat type',
      'Channel',
      'Place',
      'Summary',
      'Person making the threat',
      'Name if known',
      'Account number',
      'District',
      'Attachments',
      'Recorded line',
      'Additional information',
      'Incident number in the referral comments',
    ]);
  });

  it.each([
    ['classification', ['Suicide/Self Threat', 'Personal', 'Telephone', 'Written or Online']],
    ['personMakingTheThreat', ['Customer', 'Public', 'Employee', 'Former Employee']],
    ['place', ['Office', 'Outside the office', 'Public place']],
    ['threatType', ['direct', 'implied', 'perceived']],
    ['channel', ['email', 'chat', 'phone', 'in-person', 'social-media']],
  ])('has of %s exactly these values', (name, options) => {
    expect(field('threat', name)?.options).toEqual(options);
  });
});

describe('the bomb form', () => {
  it('asks what requirement 26 names, and needs each of them', () => {
    const asked =
      'whenWillItExplode whereIsIt whatDoesItLookLike whatKind whatWillCauseIt placedByWhom why callerName callerAddress';
    for (const name of asked.split(' ')) {
      expect([name, field('bomb', name)]).toEqual([name, expect.objectContaining({ required: true })]);
      expect([name, field('bomb', name)?.instead]).toEqual([name, ['Call Did not say']]);
    }
    const observed = 'voice accent manner backgroundSounds language sexAsObserved timeCallerHungUp numberShown';
    for (const name of observed.split(' ')) {
      expect([name, field('bomb', name)?.required_if?.in]).toEqual([name, expect.arrayContaining(['By telephone'])]);
    }
  });

  it('keeps the exact words as they came, and nothing can stand in their place', () => {
    expect(field('bomb', 'exactWords')).toMatchObject({ kind: 'exact', required: true });
    expect(field('bomb', 'exactWords')).not.toHaveProperty('instead');
  });

  it('names CISA as its source', () => {
    const source = forms.find(({ form }) => form === 'bomb')?.source ?? [];
    expect(source.every(({ url }) => url.startsWith('https://www.cisa.gov/'))).toBe(true);
    expect(source.length).toBeGreaterThan(0);
  });
});

describe('the form for a risk of self-harm', () => {
  it('asks what was said, by whom, with what, how and when, whether the person can be reached, and who has taken over', () => {
    const needed =
      'exactWords saidBy means plan time reachable whereIsThePerson emergencyServicesCalled crisisLine handedTo';
    for (const name of needed.split(' ')) {
      expect([name, field('self-harm', name)?.required]).toEqual([name, true]);
    }
  });

  it('takes the report of a third party, and says that the crisis line does too', () => {
    expect(field('self-harm', 'saidBy')?.options).toEqual(['The person themselves', 'Somebody else about them']);
    expect(field('self-harm', 'reportedBy')?.required_if?.in).toEqual(['Somebody else about them']);
    const guidance = forms.find(({ form }) => form === 'self-harm')?.guidance.join(' ');
    expect(guidance).toContain('988');
    expect(guidance).toContain('someone else');
  });

  it('asks who called which crisis line, and when, once one was called', () => {
    const lines = field('self-harm', 'crisisLine')?.options;
    for (const name of ['crisisLineCalledBy', 'crisisLineCalledAt']) {
      expect(field('self-harm', name)?.required_if).toEqual({ field: 'crisisLine', in: lines });
    }
  });
});

describe('every form', () => {
  it('that a disposition asks for is there', () => {
    const names = forms.map(({ form }) => form);
    const asked = Object.values(readPolicy('rules/policy.yml').dispositions).flatMap((rule) => rule.forms);
    expect(asked.length).toBeGreaterThan(0);
    for (const form of asked) expect(names).toContain(form);
  });

  it('asks nowhere what a customer is worth (requirements 32 and 35)', () => {
    const worth = /\b(balances?|revenue|worth|profit\w*|deposits?|tier|segment|value)\b/i;
    for (const { sections } of forms) {
      for (const { name, label } of sections.flatMap(({ fields }) => fields)) {
        expect([name, worth.test(label) || worth.test(name)]).toEqual([name, false]);
      }
    }
  });
});
