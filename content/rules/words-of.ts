/** Every piece of text in a record with the field it stands in, for rules that read what people wrote. */
export function wordsOf(value: unknown, field = ''): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => wordsOf(item, join(field, String(index))));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => wordsOf(item, join(field, key)));
  }
  return [];
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}
