/**
 * What the weights of a text are multiplied by when it has so many features: a long
 * sentence counts a little more than a short one, not ten times. The power was chosen
 * by how well the phrases of one writer foretell another's.
 */
export function lengthShare(features: number): number {
  return features === 0 ? 0 : ((TYPICAL / features) ** 0.3 * SCALE) / Math.sqrt(TYPICAL);
}

const TYPICAL = 20;
/** Keeps values near 1, so that the cost of a misplaced text means the same for any amount of phrases. */
const SCALE = 1 / 7;
