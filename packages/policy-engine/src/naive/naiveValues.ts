/** Whether an address, IPv4 or IPv6, lies in a block; a block without a prefix is that one address. */
export function isInBlock(address: string, block: string): boolean {
  const [base = '', length] = block.split('/');
  const wanted = bitsOf(base);
  const given = bitsOf(address);
  const prefix = length === undefined ? wanted.length : Number(length);
  return (
    wanted.length === given.length &&
    wanted.slice(0, prefix) === given.slice(0, prefix)
  );
}

function bitsOf(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map(part => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail] = address.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').flatMap(inGroups);
  const first = groups(head);
  const last = groups(tail ?? '');
  const zeros =
    tail === undefined ? [] : Array(8 - first.length - last.length).fill('0');
  return [...first, ...zeros, ...last]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

/** The two groups of an IPv4 address that ends an IPv6 address. */
function inGroups(group: string): string[] {
  const bytes = group.split('.').map(Number);
  return bytes.length === 4
    ? [0, 2].map(i =>
        ((bytes[i] ?? 0) * 256 + (bytes[i + 1] ?? 0)).toString(16),
      )
    : [group];
}

/** Milliseconds since 1970 of an ISO 8601 date, or of seconds since 1970. */
export function instantOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
