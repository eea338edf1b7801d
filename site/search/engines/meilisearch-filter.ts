import type { Filters } from './engine.ts';

/**
 * A visitor's filters in the server's own language, as parts that are joined by 'and'. The same rules as
 * `passes`: needs answer to the need filter only, and hubs and guides are left out once a filter is set.
 */
export function filterFor(filters: Filters): string[] {
  const help = [
    ...(filters.age === undefined ? [] : [`age_from <= ${whole(filters.age)} AND age_to >= ${whole(filters.age)}`]),
    ...(filters.hub === undefined ? [] : [`hubs = ${quoted(filters.hub)}`]),
    ...(filters.free === true ? ['free = true'] : []),
    ...(filters.access === undefined ? [] : [`access = ${quoted(filters.access)}`]),
    ...(filters.delivery === undefined ? [] : [`delivery = ${quoted(filters.delivery)}`]),
    ...(filters.language === undefined ? [] : [`languages = ${quoted(filters.language)}`]),
    ...(filters.send === true ? ['send = true'] : []),
    ...(filters.when === undefined ? [] : ['kind = "group"']),
  ];
  const need = filters.need === undefined ? [] : [needIn([filters.need])];
  if (help.length === 0 && need.length === 0) return [];
  const isHelp = ['kind IN ["group", "service"]', ...help].join(' AND ');
  return [`kind = "need" OR (${isHelp})`, ...need];
}

/** Documents that help with any of these needs. */
export function needIn(needs: readonly string[]): string {
  return `needs IN [${needs.map(quoted).join(', ')}]`;
}

/**
 * A value in quotes. The server takes a backslash before a quote as 'this quote is part of the value', and
 * keeps every other backslash as it is, so a value that ends in one could not be written: those go, and with
 * them everything that is not text.
 */
export function quoted(value: string): string {
  const plain = value.slice(0, LONGEST).replace(/[\p{Cc}\\]/gu, '');
  return `"${plain.replaceAll('"', '\\"')}"`;
}

/** A whole number the server can read, whatever came in. */
function whole(age: number): string {
  return String(Number.isFinite(age) ? Math.trunc(age) : 0);
}

const LONGEST = 200;
