import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadContent } from '../content/check.ts';
import { printProblems } from '../content/problem.ts';
import { COUNCIL_FILE, RECORD_TYPES } from '../content/schema/records.ts';
import { STARTER } from './new-council-starter.ts';

const USAGE = `npm run new-council -- <folder>

Writes a whole set of records for a new council: the least that is right, every other field explained beside
it, and a README that says what to do next. The folder must be empty or not there yet.`;

/**
 * Writes the starting set and checks it.
 *
 * @throws when the folder holds something already, or when what was written has a problem
 */
export async function newCouncil(folder: string): Promise<string[]> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0)
    throw new Error(
      `${folder} is not empty: it holds ${there.slice(0, 3).join(', ')}. Give a folder that is not there yet.`,
    );
  const files = { ...STARTER, 'FIELDS.md': fieldGuide() };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const problems = (await loadContent(folder)).problems.filter(({ severity }) => severity !== 'warning');
  if (problems.length > 0)
    throw new Error(`The starting set has ${problems.length} problem(s):\n${printProblems(problems)}`);
  return Object.keys(files);
}

/** Every field of every record type, in the words of the schema itself. */
export function fieldGuide(): string {
  const types = [
    { title: COUNCIL_FILE.file, schema: COUNCIL_FILE.schema as z.ZodType },
    ...Object.values(RECORD_TYPES).map(({ folder, schema }) => ({
      title: `${folder}/<id>.yaml`,
      schema: schema as z.ZodType,
    })),
  ];
  const parts = types.map(
    ({ title, schema }) =>
      `## ${title}\n\n| field | needed | what to write | meaning |\n|---|---|---|---|\n${rows(schema).join('\n')}\n`,
  );
  return `# Every field of every record\n\nMade from the schemas, so it is always right. A field inside another is written \`outer.inner\`; \`[]\` is a list.\n\n${parts.join('\n')}`;
}

function rows(schema: z.ZodType, path = ''): string[] {
  const { inner, needed, meaning } = opened(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const one = opened(field);
      const kind = kindOf(one.inner);
      const line = `| \`${at}\` | ${one.needed ? 'yes' : 'no'} | ${cell(kind)} | ${cell(one.meaning)} |`;
      const list = one.inner instanceof z.ZodArray ? opened(one.inner.element as z.ZodType).inner : undefined;
      const deeper =
        one.inner instanceof z.ZodObject
          ? rows(one.inner, at)
          : list instanceof z.ZodObject
            ? rows(list, `${at}[]`)
            : [];
      return [line, ...deeper];
    });
  }
  return [`| \`${path}\` | ${needed ? 'yes' : 'no'} | ${cell(kindOf(inner))} | ${cell(meaning)} |`];
}

/** What a field is under its defaults and its leave, and the first explanation on the way. */
function opened(schema: z.ZodType): { inner: z.ZodType; needed: boolean; meaning: string } {
  let inner = schema;
  let needed = true;
  let meaning = inner.description ?? '';
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPipe) {
    if (!(inner instanceof z.ZodPipe)) needed = false;
    inner = (inner instanceof z.ZodPipe ? inner.def.in : inner.unwrap()) as z.ZodType;
    meaning ||= inner.description ?? '';
  }
  return { inner, needed, meaning };
}

function kindOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodEnum) return `one of: ${schema.options.join(', ')}`;
  if (schema instanceof z.ZodArray) return `a list of ${kindOf(opened(schema.element as z.ZodType).inner)}`;
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodNumber) return 'a number';
  if (schema instanceof z.ZodObject) return 'the fields below';
  if (schema instanceof z.ZodString)
    return schema.maxLength === null ? 'words' : `words, at most ${schema.maxLength} letters`;
  if (schema instanceof z.ZodISODate) return 'a day such as 2026-11-22';
  if (schema instanceof z.ZodEmail) return 'an e-mail address';
  if (schema instanceof z.ZodURL) return 'a web address';
  return 'words';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) {
    console.error(USAGE);
    process.exitCode = 1;
  } else {
    try {
      const files = await newCouncil(folder);
      console.log(
        `${files.length} files in ${folder}, and they are right.\nRead ${join(folder, 'README.md')} next. To see it: CONTENT=${folder} npm start`,
      );
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
