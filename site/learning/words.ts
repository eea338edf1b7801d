/*
 * What visitors are told about learning, in one place, so that no page promises more than is so. `__LEARNING__` is
 * put in when the pages are built: true only when the council has chosen it and the desk serves the site.
 */

/** Under search fields and at the foot of each page. */
export const STAYS_HERE = __LEARNING__
  ? 'What you type stays on your device, except some words that find nothing.'
  : 'What you type stays on your device.';

/** Under 'nothing found', by what happens to this very search. */
export const COUNTED_WORDS = {
  counted: 'We count that these words found nothing, so that we can learn them. We do not know, or keep, who searched.',
  'not-this-one': 'We count some words that find nothing, so that we can learn them. These words are not counted.',
  'asked-not': 'Your browser asks us not to count what you search for, so we do not.',
} as const;
