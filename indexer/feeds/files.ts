import { envelope } from './envelope.ts';
import type { LISTS } from './about.ts';
import { type Feed, inList, servicesAtLocations } from './openreferral.ts';

/** Everything one list of the feed publishes: the list, and each thing by itself in full. */
export function listFiles(feed: Feed, list: (typeof LISTS)[number]): ListFiles {
  switch (list) {
    case 'services':
      return files(feed.services, inList);
    case 'organizations': {
      const services = Map.groupBy(feed.services, (service) => service.organization_id);
      return files(
        feed.organizations.map((organization) => ({
          ...organization,
          services: (services.get(organization.id) ?? []).map(inList),
        })),
        ({ services: _services, ...organization }) => organization,
      );
    }
    case 'service_at_locations':
      return files(servicesAtLocations(feed), ({ schedules: _schedules, location, ...place }) => {
        const { addresses: _addresses, accessibility: _accessibility, ...listed } = location;
        return { ...place, location: listed };
      });
    case 'taxonomies':
      return files(
        feed.taxonomies.map((taxonomy) => ({
          ...taxonomy,
          taxonomy_terms: feed.terms.filter((term) => term.taxonomy_id === taxonomy.id),
        })),
        ({ taxonomy_terms: _terms, ...taxonomy }) => taxonomy,
      );
    case 'taxonomy_terms':
      return files(feed.terms, (term) => term);
  }
}

function files<T extends { id: string }>(all: T[], listed: (one: T) => object): ListFiles {
  return { list: envelope(all.map(listed)), each: all };
}

export type ListFiles = { list: object; each: { id: string }[] };
