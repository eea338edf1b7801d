import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { FORM } from '../fixtures/form.ts';
import { COUNCIL, RIGHT } from '../fixtures/records.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function problemsWith(changes: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'forms-'));
  folders.push(folder);
  for (const [file, text] of Object.entries({ ...RIGHT, ...changes })) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return (await loadContent(folder)).problems;
}

const withForm = (from: string | RegExp, to: string) => {
  const changed = FORM.replace(from, to);
  expect(changed).not.toBe(FORM);
  return problemsWith({ 'forms/one.yaml': changed });
};

test('a right form has no problem', async () => {
  expect(await problemsWith({ 'forms/one.yaml': FORM })).toEqual([]);
});

test.each([
  [
    'a condition on a question that is not asked before it',
    'field: news, is',
    'field: newz, is',
    'only_when.field',
    'newz',
  ],
  ['a condition on an answer that is not offered', "is: ['Yes']", "is: ['Maybe']", 'only_when.is', 'Maybe'],
  ['two questions of one name', 'id: which', 'id: news', 'fields.3.id', 'news'],
  ['a choice with one answer', "options: ['Yes', 'No']", "options: ['Yes']", 'options', '1'],
  ['answers for a line', 'kind: line }', "kind: line, options: ['A', 'B'] }", 'options', 'A, B'],
  ['a form for the hub without a postcode', 'kind: postcode', 'kind: line', 'sections', 'postcode'],
  ['a group form without a group', 'kind: group', 'kind: line', 'sections', 'group'],
  [
    'an urgent line that nobody has',
    'urgent_lines: [emergency]',
    'urgent_lines: [nobody]',
    'stop.urgent_lines',
    'nobody',
  ],
  ['an office without a name', 'to: hub', 'to: office', 'goes_to', 'office'],
  ['a guide that is not there', 'next:', 'guides: [lost]\nnext:', 'guides', 'lost'],
])('%s is refused, with the field and the value', async (_name, from, to, field, value) => {
  const problems = await withForm(from, to);
  expect(problems).toContainEqual(
    expect.objectContaining({
      file: 'forms/one.yaml',
      field: expect.stringContaining(field),
      value: expect.stringContaining(value),
    }),
  );
});

test('a form without a stop box is refused: harm to a child never waits on a form', async () => {
  const problems = await withForm(/stop:[\s\S]*?sections:/, 'sections:');
  expect(problems.map((problem) => problem.field)).toContain('stop');
});

test('a live council refuses an office that nobody has confirmed', async () => {
  const office = FORM.replace('to: hub,', 'to: office, name: Front door, contact: { to_be_confirmed: Not known yet },');
  const live = await problemsWith({
    'council.yaml': COUNCIL.replace('live: false', 'live: true'),
    'forms/one.yaml': office,
  });
  expect(live.some((problem) => problem.field === 'goes_to.contact')).toBe(true);
});

test('a route that leads to a form that is not there is refused', async () => {
  const outcome = (form: string) =>
    `{ title: A, why: Because., steps: [Do it.], links: [{ words: Form, form: ${form} }] }`;
  const guide = (form: string) => `title: Route
summary: Which way.
order: 1
route:
  intro: Ask.
  questions:
    - { ask: One?, short: One, yes: ${outcome(form)} }
    - { ask: Two?, short: Two, yes: ${outcome('one')} }
  otherwise: ${outcome('one')}
sections: [{ heading: More }]
`;
  expect(await problemsWith({ 'forms/one.yaml': FORM, 'guides/route.yaml': guide('one') })).toEqual([]);
  expect(await problemsWith({ 'forms/one.yaml': FORM, 'guides/route.yaml': guide('gone') })).toMatchObject([
    { file: 'guides/route.yaml', field: 'route.questions.0.yes.links.0.form', value: 'gone' },
  ]);
});

test('the repository’s forms ask for all that the hub needs', async () => {
  const { records } = await loadContent(new URL('../../content/records', import.meta.url).pathname);
  expect(records.form.map((form) => form.id).sort()).toEqual([
    'early-help-assessment',
    'early-help-enquiry',
    'group-referral',
    'group-registration',
  ]);
  for (const form of records.form) {
    const fields = form.sections.flatMap((section) => section.fields);
    const household = form.sections.find((section) => section.id === 'household');
    expect(household?.fields.map((field) => field.id)).toEqual(
      expect.arrayContaining(['name', 'born', 'ethnic_origin']),
    );
    expect(household?.fields.find((field) => field.id === 'born')?.not_known).toBe(true);
    for (const id of ['ehc', 'worries', 'going_well', 'hope', 'child_voice', 'agency', 'family_elsewhere']) {
      expect([form.id, id, fields.some((field) => field.id === id)]).toEqual([form.id, id, true]);
    }
    expect(fields.filter((field) => field.kind === 'signature').length).toBeGreaterThan(1);
    expect(fields.some((field) => field.kind === 'postcode')).toBe(true);
  }
  const plan = records.form
    .find((form) => form.id === 'early-help-assessment')
    ?.sections.find((section) => section.id === 'plan');
  expect(plan?.fields.map((field) => field.id)).toEqual(['outcome', 'action', 'who', 'by', 'know', 'now', 'aim']);
});
