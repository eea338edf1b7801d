/** An action that was not done, and why, in words for the person who asked. */
export class Refused extends Error {
  readonly kind: 'signed-out' | 'forbidden' | 'not-found' | 'not-right' | 'moved-on';
  /** Problems by the name of the field they stand beside. */
  readonly fields: Readonly<Record<string, string>>;

  /** More to say, a line each: what somebody else changed meanwhile, or what must be mended. */
  readonly more: readonly string[];

  constructor(kind: Refused['kind'], message: string, fields: Record<string, string> = {}, more: string[] = []) {
    super(message);
    this.name = 'Refused';
    this.kind = kind;
    this.fields = fields;
    this.more = more;
  }
}
