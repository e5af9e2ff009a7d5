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
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const first = groups(head);
  const last = groups(tail ?? '');
  const zeros =
    tail === undefined ? [] : Array(8 - first.length - last.length).fill('0');
  return [...first, ...zeros, ...last]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

/** Milliseconds since 1970 of an ISO 8601 date, or of seconds since 1970. */
export function instantOf(text: string): number {
  return /^\d+$/.test(text) && text.length > 4
    ? Number(text) * 1000
    : Date.parse(text);
}
