import type { z } from 'zod';
import { calendar, type Calendar } from './calendar.ts';
import { council, type Council } from './council.ts';
import { form, type Form } from './form.ts';
import { group, type Group } from './group.ts';
import { guide, type Guide } from './guide.ts';
import { hub, type Hub } from './hub.ts';
import { locality, type Locality } from './locality.ts';
import { need, type Need } from './need.ts';
import { organisation, type Organisation } from './organisation.ts';
import { service, type Service } from './service.ts';
import { theme, type Theme } from './theme.ts';
import { timetable, type Timetable } from './timetable.ts';
import { venue, type Venue } from './venue.ts';

/** A record with the name of its file, which is its id everywhere. */
export type Identified<T> = T & { id: string };

/** Every record type: the folder it lives in, its schema, and whether a directory can do without it. */
export const RECORD_TYPES = {
  theme: { folder: 'themes', schema: theme, required: true },
  need: { folder: 'needs', schema: need, required: true },
  hub: { folder: 'hubs', schema: hub, required: true },
  venue: { folder: 'venues', schema: venue, required: false },
  organisation: { folder: 'organisations', schema: organisation, required: false },
  group: { folder: 'groups', schema: group, required: false },
  service: { folder: 'services', schema: service, required: true },
  locality: { folder: 'localities', schema: locality, required: false },
  calendar: { folder: 'calendar', schema: calendar, required: false },
  guide: { folder: 'guides', schema: guide, required: false },
  timetable: { folder: 'timetables', schema: timetable, required: false },
  form: { folder: 'forms', schema: form, required: false },
} as const satisfies Record<string, { folder: string; schema: z.ZodType; required: boolean }>;

/** The one record that stands alone, at the top of the records folder. */
export const COUNCIL_FILE = { file: 'council.yaml', schema: council } as const;

export type RecordType = keyof typeof RECORD_TYPES;

/** Everything that was read and found right. */
export type Records = {
  council: Council;
  theme: Identified<Theme>[];
  need: Identified<Need & { phrases: string[] }>[];
  hub: Identified<Hub>[];
  venue: Identified<Venue>[];
  organisation: Identified<Organisation>[];
  group: Identified<Group>[];
  service: Identified<Service>[];
  locality: Identified<Locality>[];
  calendar: Identified<Calendar>[];
  guide: Identified<Guide>[];
  timetable: Identified<Timetable>[];
  form: Identified<Form>[];
  /** What people type that no need here answers: it teaches the search to stay quiet. */
  nonePhrases: string[];
};
