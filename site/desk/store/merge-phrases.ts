/**
 * Joins two changes of one phrases file, both made from the same base. Lines stand for themselves, so both sides'
 * new lines are kept and what either took out is gone: a project's update and the desk's words need not meet.
 *
 * @returns the file's text: ours, with what is new in theirs at the end
 */
export function mergePhraseLines(base: string, ours: string, theirs: string): string {
  const [before, mine, other] = [base, ours, theirs].map((text) => text.split(/\r?\n/));
  const [known, have, there] = [before, mine, other].map((lines) => new Set((lines ?? []).map((line) => line.trim())));
  const kept = (mine ?? []).filter((line) => there?.has(line.trim()) || !known?.has(line.trim()));
  const news = (other ?? []).filter((line) => !known?.has(line.trim()) && !have?.has(line.trim()));
  const last = kept.findLastIndex((line) => line.trim() !== '');
  return [...kept.slice(0, last + 1), ...news].map((line) => `${line}\n`).join('');
}
