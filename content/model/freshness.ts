/** Six months, the time after which hub staff are asked whether an entry is still right. */
export const STALE_AFTER_DAYS = 183;

/** How far an entry or contact can be relied on today. */
export type Freshness =
  | { state: 'checked'; on: string; days: number }
  | { state: 'old'; on: string; days: number }
  | { state: 'unconfirmed' };

/**
 * Says how fresh a check is.
 *
 * @param checked the day of the check (YYYY-MM-DD), or undefined when nobody has checked
 * @param today the day to judge from (YYYY-MM-DD)
 */
export function freshness(checked: string | undefined, today: string): Freshness {
  if (checked === undefined) return { state: 'unconfirmed' };
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(checked)) / 86_400_000));
  return { state: days > STALE_AFTER_DAYS ? 'old' : 'checked', on: checked, days };
}

/** True when a record may be seen on a day: published or closed for now, and inside its dates. */
export function visibleOn(
  record: { status: string; visible_from?: string | undefined; visible_to?: string | undefined },
  today: string,
): boolean {
  return (
    record.status !== 'draft' &&
    (record.visible_from === undefined || record.visible_from <= today) &&
    (record.visible_to === undefined || record.visible_to >= today)
  );
}

/** Today in the United Kingdom as YYYY-MM-DD, whatever the machine's own time zone. */
export function todayInUk(now = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now);
}

/** A day as people write it: 22 November 2026. */
export function inWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}
