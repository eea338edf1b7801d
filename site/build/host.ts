/** A web address as people say it: bdct.nhs.uk. */
export function hostOf(address: string): string {
  return new URL(address).hostname.replace(/^www\./, '');
}
