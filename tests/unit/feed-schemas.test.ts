import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { feedDetails, LISTS } from '../../indexer/feeds/about.ts';
import { listFiles } from '../../indexer/feeds/files.ts';
import { ownFeed, SITE } from '../fixtures/feed.ts';
import { OFFICIAL, officialAreThere, officialSchema } from '../fixtures/official-schemas.ts';

describe.skipIf(!officialAreThere)(
  'against the official schemas of Open Referral UK 3.0 (skipped where ../shared is not there)',
  () => {
    test('every single thing and every list of the feed is valid', async () => {
      const { feed, directory } = await ownFeed();
      const problems: string[] = [];
      let checked = 0;
      const validate = (check: ValidateFunction, value: unknown, what: string) => {
        checked += 1;
        if (!check(value))
          problems.push(...(check.errors ?? []).map((error) => `${what}${error.instancePath} ${error.message ?? ''}`));
      };

      for (const list of LISTS) {
        const { list: page, each } = listFiles(feed, list);
        for (const schemas of ['validator/schemas', 'schema/compiled']) {
          const single = officialSchema(`${schemas}/${SINGLE[list]}.json`);
          if (single) for (const one of each) validate(single, one, `${schemas} ${list}/${one.id}`);
        }
        // The list schema of organisations describes one organisation, so each is checked with that.
        const whole =
          list === 'organizations' ? undefined : officialSchema(`validator/schemas/${SINGLE[list]}_list.json`);
        if (whole) validate(whole, page, list);
        else
          for (const one of (page as { contents: unknown[] }).contents)
            validate(officialSchema('validator/schemas/organization_list.json')!, one, list);
      }
      validate(officialSchema('validator/schemas/api_details.json')!, feedDetails(directory, SITE), 'root');
      expect(problems).toEqual([]);
      expect(checked).toBeGreaterThan(1000);
    });

    test('the schemas do refuse: the bad example of a service is not valid', () => {
      const bad: unknown = JSON.parse(readFileSync(`${OFFICIAL}validator/feed-bad/service_full.json`, 'utf8'));
      const check = officialSchema('validator/schemas/service.json')!;
      expect(check(bad)).toBe(false);
      expect(check.errors?.map((error) => error.instancePath)).toEqual(expect.arrayContaining(['/url', '/email']));
    });
  },
);

const SINGLE: Record<(typeof LISTS)[number], string> = {
  services: 'service',
  organizations: 'organization',
  service_at_locations: 'service_at_location',
  taxonomies: 'taxonomy',
  taxonomy_terms: 'taxonomy_term',
};
