import type { Help, NeedPage } from '../../content/model/directory.ts';

/** True when an entry's page needs the leave-this-site button: what it helps with may be urgent. */
export function needsLeaving(help: Help, needs: NeedPage[]): boolean {
  return needs.some((need) => need.urgent && help.needs.includes(need.id));
}
