import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readForms } from '../../../infra/assets/forms.ts';

let project: string;
let folder: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'undertone-forms-'));
  folder = join(project, 'rules', 'forms');
  await mkdir(folder, { recursive: true });
});
afterEach(() => rm(project, { recursive: true, force: true }));

const VISIT = `form: visit
version: 1
title: Visit
why: A person came.
asked_for: { every_case: true }
sections:
  - title: All
    fields:
      - { name: how, label: How, kind: choice, options: [On foot, By car], instead: [Did not say], required: true }
      - { name: plate, label: Number plate, kind: line, required_if: { field: how, in: [By car] } }
`;
const write = (yaml: string, name = 'visit.yml') => writeFile(join(folder, name), yaml);
const failure = (): string => {
  try {
    readForms(folder);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('a folder of forms', () => {
  it('is read with what each leaves out filled in', async () => {
    await write(VISIT);
    expect(readForms(folder)).toMatchObject([
      {
        form: 'visit',
        guidance: [],
        asked_for: { lanes: [], categories: [] },
        sections: [{ fields: [{ required: true }, { required: false }] }],
      },
    ]);
  });

  it('is never empty', () => {
    expect(failure()).toContain('no form in this folder');
  });

  it.each<[string, string, string, string]>([
    ['form: visit', 'form: call', 'call', 'form is call but the file is rules/forms/visit.yml'],
    ['title: Visit', 'titel: Visit', 'titel', 'unknown key titel'],
    ['version: 1', 'version: 0', '0', 'version is 0'],
    ['{ every_case: true }', '{ every_case: false }', '{ every_case', 'no case asks for it'],
    ['{ every_case: true }', '{ lanes: [police] }', 'police', 'write one of security, hr, crisis, unscored'],
    ['name: plate', 'name: how', 'how, label: Number', 'another field of the form has this name'],
    ['name: plate', 'name: Number plate', 'Number plate, label', 'must be words joined like inThisName'],
    ['kind: line', 'kind: number', 'number,', 'write one of exact, text, line'],
    ['options: [On foot, By car], ', '', 'choice', 'a choice has options'],
    ['kind: line', 'kind: line, options: [a, b]', '[a, b]', 'only a choice has options'],
    ['[On foot, By car]', '[On foot, On foot]', '[On foot', 'it has On foot twice'],
    ['[Did not say]', '[By car]', '[On foot', 'it has By car twice'],
    ['in: [By car]', 'in: [By bus]', '{ field', 'must name a choice of this form and some of its options'],
    ['field: how, in', 'field: who, in', '{ field', 'must name a choice of this form'],
    ['kind: line,', 'kind: step, instead: [Not yet],', '[Not yet]', 'a step is done or not'],
    ['why: A person came.', 'why: &a A person came.\nguidance: [*a]', '*a]', 'stands for another part of the file'],
  ])('with %j written as %j points to %j and says what is wrong', async (was, is, at, problem) => {
    const yaml = VISIT.replace(was, is);
    expect(yaml).not.toBe(VISIT);
    await write(yaml);
    const before = yaml.slice(0, yaml.indexOf(at)).split('\n');
    expect(failure()).toContain(`rules/forms/visit.yml:${before.length}:${(before.at(-1)?.length ?? 0) + 1}: `);
    expect(failure()).toContain(problem);
  });

  it('says everything that is wrong in any of its files at once', async () => {
    await write(VISIT.replace('version: 1', 'version: 0').replace('kind: line', 'kind: number'));
    await write('form: [', 'call.yml');
    expect(
      failure()
        .split('\n')
        .map((line) => line.split(':').slice(0, 2).join(':')),
    ).toEqual(['rules/forms/call.yml:1', 'rules/forms/visit.yml:2', 'rules/forms/visit.yml:10']);
  });
});
