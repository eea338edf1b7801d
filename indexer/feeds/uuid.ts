import { hash } from 'node:crypto';

/** The namespace for names that are addresses, of RFC 9562 section 6.6. */
const NAMESPACE_URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/**
 * A council's own namespace, so that two councils with a record of the same name never share an id.
 *
 * @param districtCode the council's area code, such as E08000032
 */
export function feedNamespace(districtCode: string): string {
  return uuidV5(NAMESPACE_URL, `https://openreferraluk.org/families-information-service/${districtCode}`);
}

/**
 * A name-based UUID (version 5 of RFC 9562): the same name gives the same id for ever, in every build.
 *
 * @param namespace a UUID
 * @param name any text, such as 'service/henry'
 */
export function uuidV5(namespace: string, name: string): string {
  const bytes = hash('sha1', Buffer.concat([namespaceBytes(namespace), Buffer.from(name, 'utf8')]), 'buffer').subarray(
    0,
    16,
  );
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A feed names tens of thousands of things in one namespace, so its bytes are read once. */
function namespaceBytes(namespace: string): Buffer {
  const bytes = namespaces.get(namespace) ?? Buffer.from(namespace.replaceAll('-', ''), 'hex');
  namespaces.set(namespace, bytes);
  return bytes;
}

const namespaces = new Map<string, Buffer>();
