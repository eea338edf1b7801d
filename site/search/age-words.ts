/** An age in whole years as people say it. A baby is 0. */
export function ageInWords(age: number): string {
  return age === 0 ? 'Under 1' : age >= ADULT ? 'Adult' : `Age ${age}`;
}

/** The age a filter for grown-ups asks for: past every upper limit for young people. */
export const ADULT = 30;
