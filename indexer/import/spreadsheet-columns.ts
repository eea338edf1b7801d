/** The columns that are read. */
export type Column =
  | 'id'
  | 'name'
  | 'summary'
  | 'description'
  | 'organisation'
  | 'needs'
  | 'minimum_age'
  | 'maximum_age'
  | 'audience'
  | 'access'
  | 'how_to_join'
  | 'delivery'
  | 'cost'
  | 'cost_note'
  | 'languages'
  | 'send'
  | 'phone'
  | 'email'
  | 'website'
  | 'hours'
  | 'venue'
  | 'address'
  | 'town'
  | 'postcode'
  | 'hubs'
  | 'area'
  | 'checked';

/** What people call the columns, in small letters. */
export const COLUMNS: Record<string, Column> = {
  id: 'id',
  name: 'name',
  'service name': 'name',
  service: 'name',
  title: 'name',
  summary: 'summary',
  description: 'description',
  about: 'description',
  organisation: 'organisation',
  organization: 'organisation',
  provider: 'organisation',
  needs: 'needs',
  need: 'needs',
  category: 'needs',
  categories: 'needs',
  'minimum age': 'minimum_age',
  'min age': 'minimum_age',
  'age from': 'minimum_age',
  'youngest age': 'minimum_age',
  'maximum age': 'maximum_age',
  'max age': 'maximum_age',
  'age to': 'maximum_age',
  'oldest age': 'maximum_age',
  audience: 'audience',
  'who it is for': 'audience',
  access: 'access',
  'how to get in': 'access',
  'how to join': 'how_to_join',
  delivery: 'delivery',
  cost: 'cost',
  price: 'cost',
  'cost note': 'cost_note',
  languages: 'languages',
  send: 'send',
  phone: 'phone',
  telephone: 'phone',
  'telephone number': 'phone',
  email: 'email',
  'e-mail': 'email',
  website: 'website',
  url: 'website',
  web: 'website',
  hours: 'hours',
  'opening hours': 'hours',
  venue: 'venue',
  place: 'venue',
  address: 'address',
  'address 1': 'address',
  town: 'town',
  city: 'town',
  postcode: 'postcode',
  'post code': 'postcode',
  'postal code': 'postcode',
  hubs: 'hubs',
  hub: 'hubs',
  area: 'area',
  checked: 'checked',
  'last checked': 'checked',
};

export const SPREADSHEET_HEADINGS: readonly string[] = Object.keys(COLUMNS);
