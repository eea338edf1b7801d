/** Something wrong with the content. Findings are data; the command prints them. */
export type Problem = {
  /** The file, from the records folder. */
  file: string;
  /** The field, such as `contacts.0.phone`, or '' when it is the whole file. */
  field: string;
  /** The wrong value, shortened. */
  value: string;
  /** What is wrong. */
  what: string;
  /** How to mend it. */
  mend: string;
  /** A warning is shown and never stops a build: it may be meant. Everything else is refused. */
  severity?: 'warning';
};

/** The wrong value as it is shown: on one line, at most 80 characters. */
export function shown(value: unknown): string {
  if (value === undefined) return '(missing)';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const oneLine = text.replace(/\s+/g, ' ');
  return oneLine.length > 80 ? `${oneLine.slice(0, 77)}...` : oneLine;
}

/** Every problem as lines for a person, grouped by file. */
export function printProblems(problems: Problem[]): string {
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) {
    const list = byFile.get(problem.file);
    if (list) list.push(problem);
    else byFile.set(problem.file, [problem]);
  }
  return [...byFile]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, list]) => {
      const lines = list.map(
        (p) => `  ${p.field || '(whole file)'}: ${p.what}\n    found: ${p.value}\n    mend:  ${p.mend}`,
      );
      return `${file}\n${lines.join('\n')}`;
    })
    .join('\n\n');
}
