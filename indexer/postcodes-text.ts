import type { Catchment } from '../content/model/catchment.ts';

/**
 * The catchment table as the text of its file: JSON with one outcode a line, so
 * that a new release shows in Git as the outcodes that changed.
 */
export function catchmentText(catchment: Catchment): string {
  const { outcodes, ...head } = catchment;
  const fields = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const lines = Object.entries(outcodes).map(
    ([outcode, sectors]) => `${JSON.stringify(outcode)}:${JSON.stringify(sectors)}`,
  );
  return `{${fields.join(',\n')},\n"outcodes":{\n${lines.join(',\n')}\n}}\n`;
}
