import { z } from 'zod';

/** A whole age in years. A baby is 0, and 0 is an age. */
const years = z.int().min(0).max(120);

/** Ages in whole years, both ends included. Either end may be open. Names follow Open Referral UK. */
export const ages = {
  minimum_age: years.optional().describe('Youngest age in years; 0 for babies. Leave out when there is no lower limit'),
  maximum_age: years.optional().describe('Oldest age in years, included. Leave out when there is no upper limit'),
};

/** True when the two ends are the right way round, or either is open. */
export function agesInOrder(range: { minimum_age?: number | undefined; maximum_age?: number | undefined }): boolean {
  return range.minimum_age === undefined || range.maximum_age === undefined || range.minimum_age <= range.maximum_age;
}

export const AGES_OUT_OF_ORDER = { error: 'must not be younger than minimum_age', path: ['maximum_age'] };
