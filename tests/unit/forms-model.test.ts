import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { faultsIn } from '../../content/model/form-faults.ts';
import { layOut } from '../../content/model/form-paper.ts';
import {
  destinationOf,
  type FormGroup,
  type FormHub,
  formForGroup,
  isAsked,
  notRunIn,
  NOT_KNOWN,
} from '../../content/model/forms.ts';
import { form as schema } from '../../content/schema/form.ts';
import { FORM } from '../fixtures/form.ts';

const TODAY = '2026-11-22';
const form = schema.parse(parse(FORM, { schema: 'core' }));
const open: FormGroup = { id: 'play', name: 'Play', hubs: [], publish_dates: true };
const secret: FormGroup = { ...open, id: 'private', name: 'A private course', publish_dates: false };
const own: FormGroup = {
  ...open,
  id: 'own',
  name: 'Own road',
  referrals_to: { email: 'own@example.org', checked: '2026-11-01' },
};
const north: FormHub = {
  id: 'north',
  name: 'North Family Hub',
  area: 'North',
  contacts: [],
  referrals_to: { email: 'north@example.org' },
};
const south: FormHub = { ...north, id: 'south', name: 'South Family Hub', area: 'South' };
const places = { hubWord: 'Family Hub', gateway: { name: 'Front door', contacts: [] } };
const right = { group: 'play', postcode: 'bd5 0hd' };
const words = (answers: Parameters<typeof faultsIn>[1], group = open) =>
  faultsIn(form, answers, TODAY, group).map((fault) => fault.words);

describe('what needs another look', () => {
  test('a form with only what is required has no fault', () => {
    expect(words(right)).toEqual([]);
  });

  test('every fault is told, in the order of the form, and names its control', () => {
    const people = [
      { name: 'A', born: '3/5/19' },
      { name: 'B', born: '3 May 2031' },
      { name: 'C', born: 'whenever' },
    ];
    expect(faultsIn(form, { postcode: 'BD5 0', people }, TODAY)).toMatchObject([
      { path: 'group', words: expect.stringContaining('choose') },
      { path: 'postcode', words: expect.stringContaining('only the start') },
      { path: 'people.1.born', words: expect.stringContaining('Person 2: Date of birth must be in the past') },
      { path: 'people.2.born', words: expect.stringContaining('“Not known”') },
    ]);
  });

  test('“not known” is an answer to a date', () => {
    expect(words({ ...right, people: [{ name: 'A', born: NOT_KNOWN }] })).toEqual([]);
  });

  test.each(['2019', 'hello', 'BD5 0HDX', '<script>'])('“%s” is not a postcode', (postcode) => {
    expect(words({ ...right, postcode })).toHaveLength(1);
  });

  test('someone born today is 0, and 0 is an age', () => {
    expect(words({ ...right, people: [{ born: '22/11/2026' }] })).toEqual([]);
    expect(words({ ...right, people: [{ born: '23/11/2026' }] })).toHaveLength(1);
  });

  test('an adult born this year and a child born long ago are slips of the year', () => {
    const of = (born: 'adult' | 'child', typed: string) => {
      const changed = structuredClone(form);
      changed.sections[1]!.fields[1]!.born = born;
      return faultsIn(changed, { ...right, people: [{ born: typed }] }, TODAY, open).map((fault) => fault.words);
    };
    expect(of('adult', '1/1/2026').join()).toContain('0 years old');
    expect(of('adult', '1/1/2013')).toEqual([]);
    expect(of('child', '1/1/1986').join()).toContain('40 years old');
    expect(of('child', '1/1/2026')).toEqual([]);
  });

  test('a hidden question is never at fault, and the safe contact of a private group is asked for', () => {
    expect(words(right, open)).toEqual([]);
    expect(words(right, secret)).toEqual(['Safe contact: write an answer.']);
  });
});

describe('what is asked', () => {
  test('a question waits for its answer, also among several choices', () => {
    const condition = { field: 'news', is: ['Yes'] };
    expect(isAsked(condition, [{}], undefined)).toBe(false);
    expect(isAsked(condition, [{ news: 'Yes' }], undefined)).toBe(true);
    expect(isAsked(condition, [{ news: ['No', 'Yes'] }], undefined)).toBe(true);
  });

  test('a group gets the form for the hardest way into it', () => {
    const referral = { ...form, id: 'referral', for_access: ['referral' as const] };
    expect(formForGroup([form, referral], { access: ['drop-in', 'referral'] })).toBe(referral);
    expect(formForGroup([form, referral], { access: ['drop-in'] })).toBe(form);
    expect(formForGroup([form], { access: ['referral'] })).toBeUndefined();
  });
});

describe('where it goes', () => {
  test('to the hub of the family’s home, and why', () => {
    expect(destinationOf(form, places, open, north)).toMatchObject({
      name: 'North Family Hub',
      why: expect.stringContaining('North'),
    });
    expect(destinationOf(form, places, open).why).toContain('postcode');
  });

  test('to the group’s own address, whatever the hub', () => {
    const goes = destinationOf(form, places, own, north);
    expect(goes.contacts).toEqual([own.referrals_to]);
    expect(goes.why).toContain('do not go to the Family Hub');
  });

  test('a group that a hub does not run is said to be elsewhere, and nothing is blocked', () => {
    expect(notRunIn({ ...open, hubs: ['south'] }, north, [north, south])).toContain('listed for South');
    expect(notRunIn({ ...open, hubs: ['north'] }, north, [north, south])).toBeUndefined();
    expect(notRunIn(open, north, [north, south])).toBeUndefined();
  });
});

describe('on paper', () => {
  test('a blank form keeps the questions that depend on an answer, and says on which', () => {
    const [family, people] = layOut(form, {}, { today: TODAY });
    const fields = family?.blocks[0]?.kind === 'fields' ? family.blocks[0].fields : [];
    expect(fields.find((field) => field.label === 'Which news?')?.condition).toBe('If “Yes”');
    expect(people?.blocks[0]).toMatchObject({ kind: 'table', rows: [], blankRows: 4 });
  });

  test('a private group’s part is on paper only for a private group', () => {
    const headings = (group?: FormGroup) => layOut(form, {}, { today: TODAY, group }).map((section) => section.heading);
    expect(headings()).not.toContain('Keeping safe');
    expect(headings(secret)).toContain('Keeping safe');
  });

  test('dates and postcodes stand as everyone reads them; what cannot be read stands as typed', () => {
    const laid = layOut(
      form,
      { ...right, people: [{ name: 'Áine O’Neill', born: '3/5/19' }, { born: 'spring' }, { born: NOT_KNOWN }] },
      { today: TODAY, group: open },
    );
    expect(laid[1]?.blocks[0]).toMatchObject({
      rows: [
        ['Áine O’Neill', '3 May 2019 (age 7)'],
        ['', 'spring'],
        ['', NOT_KNOWN],
      ],
    });
    const family = laid[0]?.blocks[0];
    expect(family?.kind === 'fields' && family.fields.map((field) => field.answer)).toEqual(['Play', 'BD5 0HD', '']);
  });
});
