import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shown, type Problem } from '../content/problem.ts';
import type { PostcodeRules } from './postcodes.ts';

/**
 * Which wards are whose, from the council's own records: `wards` of every
 * hubs/*.yaml (the hub's id is the file's name) and `district` and `neighbours` of
 * council.yaml. Hubs and neighbours come in alphabetical order of id and code, so that a
 * table does not change when files are shuffled. All problems are listed.
 */
export function loadRules(records: string): { rules: PostcodeRules; problems: Problem[] } {
  const problems: Problem[] = [];
  const hubs = hubFiles(records).map((name) => {
    const file = `hubs/${name}`;
    const wards = places(field(readYaml(records, file, problems), 'wards'), file, 'wards', problems);
    if (wards.length === 0) problems.push(fault(file, 'wards', undefined, 'the hub has no wards', WARDS));
    return { id: name.replace(/\.ya?ml$/, ''), wards };
  });
  if (hubs.length === 0)
    problems.push(fault('hubs/', '', undefined, 'there are no hubs', 'Add a file for each hub area.'));

  const council = readYaml(records, COUNCIL, problems);
  const [own] = places([field(council, 'district')], COUNCIL, 'district', problems);
  const neighbours = places(field(council, 'neighbours') ?? [], COUNCIL, 'neighbours', problems);
  neighbours.sort((a, b) => (a.code < b.code ? -1 : 1));
  return { rules: { hubs, districts: { own: own?.code ?? '', neighbours } }, problems };
}

function hubFiles(records: string): string[] {
  const folder = join(records, 'hubs');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];
}

function readYaml(records: string, file: string, problems: Problem[]): unknown {
  const path = join(records, file);
  if (!existsSync(path)) {
    problems.push(fault(file, '', undefined, 'the file is missing', `Add ${file} to ${records}.`));
    return {};
  }
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    problems.push(fault(file, '', String(error), 'the file is not YAML', 'Run `npm run check`, which says the line.'));
    return {};
  }
}

function places(value: unknown, file: string, name: string, problems: Problem[]): { code: string; name: string }[] {
  if (!Array.isArray(value)) {
    if (value !== undefined) problems.push(fault(file, name, value, 'must be a list', WARDS));
    return [];
  }
  return value.flatMap((one: unknown, index) => {
    const [code, called] = [field(one, 'code'), field(one, 'name')];
    if (typeof code === 'string' && /^[EWSN]\d{8}$/.test(code) && typeof called === 'string')
      return [{ code, name: called }];
    problems.push(fault(file, `${name}.${index}`, one, 'must have a code such as E05001341 and a name', WARDS));
    return [];
  });
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function fault(file: string, name: string, value: unknown, what: string, mend: string): Problem {
  return { file, field: name, value: shown(value), what, mend };
}

const COUNCIL = 'council.yaml';
const WARDS = 'Write each as a line such as: - { code: E05001341, name: Baildon }';
