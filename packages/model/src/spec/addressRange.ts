/** The addresses of a range in CIDR notation, from the first to the last. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/**
 * Reads an address range such as `10.0.0.10/32` or `2001:db8::/32`. Bits beyond the prefix do not count, as in a NetworkPolicy.
 *
 * @returns undefined when the text is no address range
 */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  const family = address.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIPv6(address) : parseIPv4(address);
  if (value === undefined || rest.length > 0 || !/^\d{1,3}$/.test(length)) {
    return undefined;
  }
  const hostBits = BITS[family] - Number(length);
  if (hostBits < 0) {
    return undefined;
  }
  const size = 1n << BigInt(hostBits);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

/** Whether two ranges have an address in common. */
export function rangesOverlap(left: AddressRange, right: AddressRange) {
  return (
    left.family === right.family &&
    left.first <= right.last &&
    right.first <= left.last
  );
}

function parseIPv4(text: string): bigint | undefined {
  const octets = text.split('.');
  const isRight = octets.every(
    octet => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256,
  );
  return octets.length === 4 && isRight
    ? octets.reduce((value, octet) => value * 256n + BigInt(octet), 0n)
    : undefined;
}

/** "IP Version 6 Addressing Architecture" (RFC 4291), section 2.2: groups, one `::`, and an IPv4 address at the end. */
function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  const [head = '', tail] = halves;
  if (halves.length > 2) {
    return undefined;
  }
  const left = groupsOf(head);
  const right = groupsOf(tail ?? '');
  if (!left || !right) {
    return undefined;
  }
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) {
    return undefined;
  }
  return [...left, ...Array<bigint>(missing).fill(0n), ...right].reduce(
    (value, group) => value * 0x10000n + group,
    0n,
  );
}

function groupsOf(text: string): bigint[] | undefined {
  if (text === '') {
    return [];
  }
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded =
      index === parts.length - 1 && part.includes('.')
        ? parseIPv4(part)
        : undefined;
    if (embedded !== undefined) {
      groups.push(embedded / 0x10000n, embedded % 0x10000n);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
    } else {
      return undefined;
    }
  }
  return groups;
}
