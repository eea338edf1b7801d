/**
 * Names of the copies that are built beside the live index: `<index>_<when>_<4 letters>`, such as
 * `families_20261122T144500Z_k3f9`. The name alone says how old a copy is, and an underscore never stands in
 * a live index's name, so a council's other indexes are never taken for ours.
 */
export function newCopyName(index: string, now = new Date()): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const letters = Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0');
  return `${index}_${stamp}_${letters}`;
}

/** The copies of an index among all indexes of a server, split into crashed runs' leftovers and running ones. */
export function sortCopies(index: string, names: readonly string[], now = new Date()): Copies {
  const copies = names.flatMap((name) => {
    const began = beganAt(index, name);
    return began === undefined ? [] : [{ name, began }];
  });
  // A clock that runs ahead must not hold everybody up for ever, so an hour either way is stale.
  const stale = (began: Date) => Math.abs(now.getTime() - began.getTime()) > AN_HOUR;
  return {
    leftovers: copies.filter(({ began }) => stale(began)).map(({ name }) => name),
    running: copies
      .filter(({ began }) => !stale(began))
      .map(({ name }) => name)
      .sort(),
  };
}

/** When the copy of this name began, in words for a person. */
export function beganInWords(index: string, name: string): string {
  const began = beganAt(index, name);
  return began === undefined ? name : `${name}, begun ${began.toISOString().replace('T', ' ').slice(0, 16)} UTC`;
}

function beganAt(index: string, name: string): Date | undefined {
  if (!name.startsWith(`${index}_`)) return undefined;
  const [, y, m, d, h, min, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z_[a-z0-9]{4}$/.exec(name.slice(index.length + 1)) ?? [];
  if (y === undefined) return undefined;
  const began = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
  return Number.isNaN(began.getTime()) ? undefined : began;
}

const AN_HOUR = 60 * 60 * 1000;

export type Copies = {
  /** Left by runs that crashed more than an hour ago. */
  leftovers: string[];
  /** Begun within the last hour: another run, or one that has only just crashed. Oldest first. */
  running: string[];
};
