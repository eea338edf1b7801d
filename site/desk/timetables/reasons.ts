/** What most often stops a session, so that a thumb can say it. */
export const REASONS = [
  'The person who runs it is ill',
  'There is a problem with the building',
  'The weather',
  'Not enough families can come this time',
];
