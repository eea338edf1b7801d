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
  <ShortName>${xmlText(wholeWords(council.service_short_name, 16))}</ShortName>
  <LongName>${xmlText(wholeWords(council.service_name, 48))}</LongName>
  <Description>${xmlText(`Help for families in ${council.short_name}`)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>en-GB</Language>
  <Url type="text/html" template="${xmlText(template)}"/>
</OpenSearchDescription>
`;
}

/** As many whole words as there is room for; a first word that is too long is cut. */
function wholeWords(text: string, room: number): string {
  if (text.length <= room) return text;
  const cut = text.slice(0, room + 1);
  const end = cut.lastIndexOf(' ');
  return (end > 0 ? cut.slice(0, end) : cut.slice(0, room)).trim();
}
