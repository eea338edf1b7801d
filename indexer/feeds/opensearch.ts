import { paths } from '../../content/model/paths.ts';
import type { Council } from '../../content/schema/council.ts';
import { xmlText } from './xml.ts';

/**
 * Lets a browser offer the directory's search beside its own (OpenSearch 1.1). The words stand in the
 * fragment, which a browser does not send, so that no server's log says what was searched.
 */
export function openSearchDescription(council: Council, site: string): string {
  const template = `${new URL(paths.search, site).href}#q={searchTerms}`;
  // OpenSearch allows 16 letters for the short name and 48 for the long one.
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${xmlText(council.service_short_name.slice(0, 16).trim())}</ShortName>
  <LongName>${xmlText(council.service_name.slice(0, 48).trim())}</LongName>
  <Description>${xmlText(`Help for families in ${council.short_name}`)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>en-GB</Language>
  <Url type="text/html" template="${xmlText(template)}"/>
</OpenSearchDescription>
`;
}
