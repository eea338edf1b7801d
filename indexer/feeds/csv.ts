import Papa from 'papaparse';
import { z } from 'zod';
import type { Directory, Help } from '../../content/model/directory.ts';
import { RECORD_TYPES } from '../../content/schema/records.ts';
import type { PublicSession } from './sessions.ts';

/**
 * The directory as tidy tables: one a record type, one row a thing, one column a fact. Lists stand in one
 * cell, parted by semicolons. Pure; made from the directory, so nothing secret or unpublished is in it.
 */
export function csvTables(directory: Directory, sessions: readonly PublicSession[]): CsvTable[] {
  return [
    table(
      'services',
      'service',
      directory.services.map((help) => ({ ...helpRow(help), area: help.area })),
    ),
    table(
      'groups',
      'group',
      directory.groups.map((help) => ({ ...helpRow(help), length: help.length })),
    ),
    table(
      'needs',
      'need',
      directory.needs.map((need) => ({
        id: need.id,
        title: need.title,
        theme: need.theme,
        summary: need.summary,
        scope: need.scope,
        urgent: need.urgent,
        related: need.related,
        help: need.help.length,
      })),
    ),
    table(
      'hubs',
      'hub',
      directory.hubs.map((hub) => ({
        id: hub.id,
        name: hub.name,
        area: hub.area,
        wards: hub.wards.map((ward) => ward.name),
        ward_codes: hub.wards.map((ward) => ward.code),
        wards_confirmed: hub.wards_confirmed,
        latitude: hub.centre.latitude,
        longitude: hub.centre.longitude,
        ...contactCells(hub.contacts),
        checked: hub.checked,
      })),
    ),
    table(
      'venues',
      'venue',
      directory.venues.map((venue) => ({
        id: venue.id,
        name: venue.name,
        hub: venue.hub,
        address_1: venue.address_1,
        city: venue.city,
        postal_code: venue.postal_code,
        latitude: venue.position?.latitude,
        longitude: venue.position?.longitude,
        position_note: venue.position_note,
        access: venue.access,
        checked: venue.checked,
      })),
    ),
    table(
      'organisations',
      'organisation',
      [...new Map(directory.help.flatMap(({ provider }) => (provider ? [[provider.id, provider]] : []))).values()].map(
        (one) => ({
          id: one.id,
          name: one.name,
          description: one.description,
          website: one.website,
          ...contactCells(one.contacts),
          checked: one.checked,
        }),
      ),
    ),
    table(
      'sessions',
      'timetable',
      sessions.map((session) => ({ ...session })),
    ),
  ];
}

/** What every column of every table means, as a table itself. */
export function dataDictionary(tables: CsvTable[]): CsvTable {
  const rows = tables.flatMap(({ name, type, columns }) =>
    columns.map((column) => ({
      table: `${name}.csv`,
      column,
      meaning: MEANINGS[column] ?? described(type, column) ?? '',
    })),
  );
  return { name: 'dictionary', type: 'service', columns: ['table', 'column', 'meaning'], rows };
}

/**
 * A table as text: comma-separated, quoted where needed, with a heading row and CRLF (RFC 4180), and a
 * byte-order mark because Excel reads letters wrongly without one. Cells that a spreadsheet would run as a
 * formula are given a leading apostrophe.
 */
export function csvText({ columns, rows }: CsvTable): string {
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  const text = Papa.unparse({ fields: columns, data: cells }, { newline: '\r\n', escapeFormulae: FORMULA });
  return `\uFEFF${text}\r\n`;
}

function table(name: string, type: CsvTable['type'], rows: Row[]): CsvTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { name, type, columns, rows };
}

function helpRow(help: Help): Row {
  return {
    id: help.id,
    name: help.name,
    alternate_names: help.alternate_names,
    organisation: help.organisation,
    summary: help.summary,
    needs: help.needs,
    minimum_age: help.minimum_age,
    maximum_age: help.maximum_age,
    audience: help.audience,
    level: help.level,
    access: help.access,
    how_to_join: help.how_to_join,
    delivery: help.delivery,
    cost: help.cost,
    cost_note: help.cost_note,
    languages: help.languages,
    send: help.send,
    hubs: help.hubs,
    venues: help.places.map((place) => place.id),
    ...contactCells(help.contacts),
    status: help.status,
    checked: help.checked,
  };
}

/** Only what somebody has checked: a number in a spreadsheet has lost the words 'to be confirmed'. */
function contactCells(contacts: Help['contacts']): Row {
  const checked = contacts.filter((contact) => contact.checked !== undefined);
  const all = (field: 'phone' | 'email' | 'website') => checked.flatMap((contact) => contact[field] ?? []);
  return { phone: all('phone'), email: all('email'), website: all('website') };
}

function cell(value: Row[string]): string | number | boolean {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join('; ') : value;
}

/** The words beside a field in the schema itself, so that the dictionary can never say something else. */
function described(type: CsvTable['type'], column: string): string | undefined {
  const schema = RECORD_TYPES[type].schema;
  const field: unknown = schema instanceof z.ZodObject ? (schema.shape as Record<string, unknown>)[column] : undefined;
  return field instanceof z.ZodType ? field.description : undefined;
}

/** A minus before a figure is a number, not a formula. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d))/;

const MEANINGS: Record<string, string> = {
  id: 'The same name in every file and in the web address of the page',
  name: 'Its name',
  title: 'As a parent would say it',
  theme: 'The id of the family of needs it belongs to',
  urgent: 'True when somebody may be in danger',
  related: 'Ids of needs like this one',
  help: 'How many groups and services here help with it',
  organisation: 'The id of who provides it, in organisations.csv',
  needs: 'Ids of what it helps with, its main one first, in needs.csv',
  level: 'universal, targeted or specialist',
  access: 'Services: how a family gets in, easiest first. Venues: ramps, parking and other access facts',
  delivery: 'How help is given',
  cost: 'free, some-free, paid or to-be-confirmed',
  cost_note: 'More about the cost',
  hubs: 'Ids of the hub areas it serves, in hubs.csv. Empty means all of them',
  venues: 'Ids of the places where it is given, in venues.csv',
  hub: 'The id of the hub area, in hubs.csv',
  wards: 'Names of the wards it covers',
  ward_codes: 'Government codes of the wards, in the same order',
  latitude: 'Degrees north (WGS84)',
  longitude: 'Degrees east (WGS84); west is negative',
  address_1: 'Street address',
  city: 'Town or city',
  postal_code: 'Postcode',
  website: 'Web addresses that somebody has checked',
  description: 'What it is',
  phone: 'Telephone numbers that somebody has checked. Unchecked ones are left out',
  email: 'E-mail addresses that somebody has checked',
  status: 'published, or temporarily-closed',
  checked: 'The day somebody last read the whole entry and found it right. Empty when nobody has',
  group: 'The id of the group, in groups.csv',
  venue: 'The id of the place, in venues.csv. Empty while it is to be confirmed',
  day: 'Day of the week',
  start: 'When it begins, by the clock in London',
  end: 'When it ends, by the clock in London',
  every: 'week, fortnight or once',
  from: 'The first day it may run',
  to: 'The last day it may run',
  not_on: 'Dates between on which it does not run',
  area: 'Services: how far it reaches. Hubs: the name of the area',
  summary: 'One sentence about it',
};

type Row = Record<string, string | number | boolean | readonly string[] | undefined>;

export type CsvTable = {
  /** The file's name without its ending. */
  name: string;
  /** The record type whose schema describes its columns. */
  type: keyof typeof RECORD_TYPES;
  columns: string[];
  rows: Row[];
};
