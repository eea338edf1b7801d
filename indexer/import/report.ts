import { printProblems } from '../../content/problem.ts';
import type { Read } from './candidate.ts';
import type { Action, Plan } from './plan.ts';

/** How many lines of one kind are printed; the count is always whole. */
const MOST_LINES = 40;

/** What an import found and would do, as lines for a person. */
export function printReport(read: Read, plan: Plan, all = false): string {
  const most = all ? Infinity : MOST_LINES;
  const of = (what: Action['what']) => plan.actions.filter((action) => action.what === what);
  // What could not be read at all stands first: it may be why everything else is missing.
  const faults = [...read.faults].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const parts = [
    section('Added', of('add').map(named), most),
    section('Changed', [...of('change'), ...of('return')].map(named), most),
    section('Gone (hidden, not deleted)', of('hide').map(named), most),
    section(
      'Conflicts: edited by hand here and changed there; the words here are kept',
      of('conflict').map(named),
      most,
    ),
    section(
      'Rejected',
      read.rejected.map(({ where, name, reasons }) => `${name} (${where}): ${reasons.join('; ')}`),
      most,
    ),
    section(
      'Left out by rule',
      [...read.leftOut].map(([rule, count]) => `${count}: ${rule}`),
      most,
    ),
    section(
      'Terms of the source that are none of our needs (each can be a row "term,need" of a file for --terms)',
      [...read.unknownTerms].sort((a, b) => b[1] - a[1]).map(([term, count]) => `${term} (${count})`),
      most,
    ),
    section('Doubted', plan.doubts, most),
    read.faults.length > 0
      ? `Faults in the source: ${read.faults.length}\n${indented(printProblems(faults.slice(0, all ? undefined : MOST_LINES)))}`
      : '',
  ];
  return [...parts.filter((part) => part !== ''), `${summary(read, plan)}`].join('\n\n');
}

/** The counts on one line. */
export function summary(read: Read, plan: Plan): string {
  const count = (what: Action['what']) => plan.actions.filter((action) => action.what === what).length;
  return [
    `${count('add')} added`,
    `${count('change') + count('return')} changed`,
    `${count('hide')} gone`,
    `${plan.unchanged} the same`,
    `${plan.kept} edited by hand and kept`,
    `${count('conflict')} conflicts`,
    `${read.rejected.length} rejected`,
    `${[...read.leftOut.values()].reduce((sum, one) => sum + one, 0)} left out by rule`,
    `${read.faults.length} faults in the source`,
  ].join(', ');
}

function named({ type, id, name, fields }: Action): string {
  return `${type} ${id}: ${name}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`;
}

function section(title: string, lines: string[], most: number): string {
  if (lines.length === 0) return '';
  const more = lines.length > most ? [`... and ${lines.length - most} more; say --all to see them`] : [];
  return `${title}: ${lines.length}\n${indented([...lines.slice(0, most), ...more].join('\n'))}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
