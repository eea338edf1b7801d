import { expect, test } from 'vitest';
import { dateOnPaper, readDate, yearsOld } from '../../content/model/written-dates.ts';

const TODAY = '2026-11-22';

test.each([
  ['3 May 2019', '2019-05-03'],
  ['3/5/19', '2019-05-03'],
  ['03.05.2019', '2019-05-03'],
  ['3-5-2019', '2019-05-03'],
  ['3rd of May 2019', '2019-05-03'],
  ['Friday 3 May 2019', '2019-05-03'],
  ['May 3, 2019', '2019-05-03'],
  ['3 sept 19', '2019-09-03'],
  ['03052019', '2019-05-03'],
  ['2019-05-03', '2019-05-03'],
  [' 3  May   2019 ', '2019-05-03'],
  ['٣/٥/٢٠١٩', '2019-05-03'],
  ['29 February 2024', '2024-02-29'],
])('“%s” is read as %s', (typed, day) => {
  expect(readDate(typed, TODAY, true)).toEqual({ day });
});

test('a year of two figures is in the past for a birth, and this century otherwise', () => {
  expect(readDate('1/2/85', TODAY, true)).toEqual({ day: '1985-02-01' });
  expect(readDate('1/2/27', TODAY, true)).toEqual({ day: '1927-02-01' });
  expect(readDate('1/2/27', TODAY)).toEqual({ day: '2027-02-01' });
});

test.each([
  ['31/4/2019', 'April 2019 has 30 days'],
  ['29/2/2023', 'February 2023 has 28 days'],
  ['5/13/2019', 'no month 13'],
  ['last spring', 'must be a date'],
  ['12/12/1066', '1066'],
  ['<b>3 May</b>', 'must be a date'],
])('“%s” is refused, saying why', (typed, why) => {
  const read = readDate(typed, TODAY, true);
  expect('fault' in read && read.fault).toContain(why);
});

test('ages count whole years, and the day before a birthday is not the birthday', () => {
  expect(yearsOld('2019-11-22', TODAY)).toBe(7);
  expect(yearsOld('2019-11-23', TODAY)).toBe(6);
  expect(dateOnPaper('2019-05-03')).toBe('3 May 2019');
});
