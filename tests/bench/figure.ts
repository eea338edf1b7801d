/** One measured figure, with the bar it is held to and the baseline it was measured beside. */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  bar?: number;
  /** The same measurement of something simpler, in the same run. */
  baseline?: number;
};
