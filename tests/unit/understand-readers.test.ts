import { describe, expect, it } from 'vitest';
import { agesIn } from '../../site/search/understand/ages.ts';
import { languageIn } from '../../site/search/understand/language.ts';
import { placeIn } from '../../site/search/understand/place.ts';
import { speakerOf } from '../../site/search/understand/speaker.ts';
import { wantsIn } from '../../site/search/understand/wants.ts';
import { whenIn } from '../../site/search/understand/when.ts';

describe('ages', () => {
  it.each([
    ['my 2 year old bites', 2, 2],
    ['18 month old not walking', 1, 1],
    ['6mo wont nap', 0, 0],
    ['6 month baby', 0, 0],
    ['newborn wont settle', 0, 0],
    ['his 8 weeks old sister', 0, 0],
    ['baby is 8 weeks', 0, 0],
    ['8 week old', 0, 0],
    ['toddler tantrums', 1, 3],
    ['teenager wont talk', 13, 19],
    ['in year 9 and hates it', 13, 14],
    ['yr 5 pupil', 9, 10],
    ['Y6 transition', 10, 11],
    ['starting reception', 4, 5],
    ['she is in nursery', 2, 4],
    ['clubs for age 7-11', 7, 11],
    ['ages 5 to 8', 5, 8],
    ['3 - 5 year olds', 3, 5],
    ['im 15 and scared', 15, 15],
    ["she's 4 and not talking", 4, 4],
    ['14yo hitting me', 14, 14],
    ['13 yr old', 13, 13],
    ['5yr old', 5, 5],
    ['aged 0', 0, 0],
    ['11yrs', 11, 11],
  ])('are read from %j', (text, from, to) => {
    expect(agesIn(text)?.value).toEqual({ from, to });
  });

  it.each([
    '2 kids no money',
    '£20 to last the week',
    'near BD5 0HD',
    'call 01274 437500',
    'off school for 3 weeks',
    'waiting 18 months for camhs',
    'universal credit',
    "i'm 32 weeks pregnant",
    'she is 10 minutes late',
    'he gets 15 hours',
    'pregnant and having a baby',
    'my mum is 78',
    '4 children in 2 bedrooms',
    '',
  ])('are not seen in %j', (text) => {
    expect(agesIn(text)).toBeUndefined();
  });

  it('say which words they were read from, and where', () => {
    const text = 'my 2 year old bites';
    const said = agesIn(text);
    expect(said?.words).toBe('2 year old');
    expect(text.slice(said?.start, said?.end)).toBe('2 year old');
  });
});

describe('when', () => {
  const wednesday = new Date('2026-11-25T12:00:00');
  it.each([
    ['baby group tuesdays', { days: [2] }],
    ['open today', { days: [3] }],
    ['somewhere to sleep tonight', { days: [3], part: 'evening' }],
    ['what is on tomorrow', { days: [4] }],
    ['saturday morning football', { days: [6], part: 'morning' }],
    ['dads group at the weekend', { days: [6, 7] }],
    ['after school clubs', { part: 'afternoon' }],
    ['open today please', { dates: { from: '2026-11-25', to: '2026-11-25' } }],
    ['clubs tomorrow', { dates: { from: '2026-11-26', to: '2026-11-26' } }],
    ['anything on this week', { dates: { from: '2026-11-25', to: '2026-11-29' }, words: 'this week' }],
    ['baby massage next week', { dates: { from: '2026-11-30', to: '2026-12-06' } }],
    ['swimming this weekend', { dates: { from: '2026-11-28', to: '2026-11-29' }, words: 'this weekend' }],
    [
      'playgroup this morning',
      { dates: { from: '2026-11-25', to: '2026-11-25' }, part: 'morning', words: 'this morning' },
    ],
    ['after school clubs on tuesdays', { part: 'afternoon', after: '15:00', days: [2] }],
    ['half term activities', { period: 'half term' }],
    ['summer holiday club', { period: 'summer holidays' }],
    ['summer holidays club', { period: 'summer holidays' }],
    ['six weeks holidays', { period: 'summer holidays' }],
    ['six weeks old', undefined],
    ['tantrums', undefined],
    ['he sat down', undefined],
    ['', undefined],
  ])('is read from %j', (text, wanted) => {
    const found = whenIn(text, wednesday)?.value;
    if (wanted === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(wanted);
  });
});

describe('place', () => {
  const localities = [
    { id: 'keighley', name: 'Keighley', spellings: ['Keighly'] },
    { id: 'idle', name: 'Idle' },
    { id: 'shipley', name: 'Shipley' },
    { id: 'bradford-moor', name: 'Bradford Moor' },
    { id: 'holme-wood', name: 'Holme Wood', spellings: ['Holmewood'] },
    { id: 'wrose', name: 'Wrose', spellings: ['Rose'] },
    { id: 'centre', name: 'Bradford city centre', spellings: ['Bradford', 'town'] },
  ];
  it.each([
    ['groups in keighley', 'keighley'],
    ['groups in kieghley', 'keighley'],
    ['shipely toddlers', 'shipley'],
    ['near holme wood please', 'holme-wood'],
    ['playgroup bradford moor', 'bradford-moor'],
    ['nursery in Idle', 'idle'],
  ])('is read from %j', (text, id) => {
    expect(placeIn(text, localities, 'Bradford')?.value).toEqual({ kind: 'locality', id });
  });

  it.each(['my idle teenager', 'rose bushes', 'help in bradford', 'friendship', 'shaply', ''])(
    'is not seen in %j',
    (text) => {
      expect(placeIn(text, localities, 'Bradford')).toBeUndefined();
    },
  );

  it('prefers a postcode and says where it stands', () => {
    const said = placeIn('groups near bd5 0hd or keighley', localities);
    expect(said).toMatchObject({ value: { kind: 'postcode', text: 'bd5 0hd' }, words: 'bd5 0hd', start: 12 });
  });
});

describe('language, wants and speaker', () => {
  it.each([
    ['urdu speaking counsellor', 'Urdu'],
    ['parenting course in polish', 'Polish'],
    ['someone who speaks Punjabi', 'Punjabi'],
    ['bsl interpreter', 'British Sign Language'],
    ['learn english', undefined],
    ['nail polish', undefined],
    ['in english please', undefined],
  ])('reads the language of %j', (text, language) => {
    expect(languageIn(text, ['Urdu', 'Punjabi'])?.value).toBe(language);
  });

  it.each([
    ['free things to do', { free: true }],
    ['free school meals', {}],
    ['smoke-free home', {}],
    ['drop in baby clinic', { access: 'drop-in' }],
    ['online parenting course', { delivery: undefined }],
    ['parenting course online', { delivery: 'online' }],
    ['talk to someone over the phone', { delivery: 'phone' }],
  ])('reads what is wanted in %j', (text, wanted) => {
    const found = wantsIn(text);
    expect({ free: found.free?.value, access: found.access?.value, delivery: found.delivery?.value }).toMatchObject(
      wanted,
    );
  });

  it.each([
    ['my mum hits me', 'child'],
    ['im 14 and i want to die', 'child'],
    ['im 34 and he hits me', 'adult'],
    ['my son wants to die', 'adult'],
    ['my husband hits me', 'adult'],
    ['nowhere to sleep', 'unknown'],
    ['im 20 weeks pregnant', 'unknown'],
  ])('hears who speaks in %j', (text, speaker) => {
    expect(speakerOf(text)).toBe(speaker);
  });
});
