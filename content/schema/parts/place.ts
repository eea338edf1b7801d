import { z } from 'zod';

/** A point on the earth (WGS84 degrees). The box keeps typing slips out of the sea and out of other countries. */
export const position = z.strictObject({
  latitude: z.number().min(49.8).max(60.9),
  longitude: z.number().min(-8.7).max(1.8),
});

/** A full UK postcode with one space, such as BD1 1HX. */
export const postcode = z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/, {
  error: 'must be a postcode in capitals with one space, such as BD1 1HX',
});

/** A nine-character government area code for a ward or district, such as E05001341. */
export const areaCode = z.string().regex(/^[EWSN]\d{8}$/, { error: 'must be an area code such as E05001341' });

export type Position = z.infer<typeof position>;
