/** An IPv4 (4 bytes) or IPv6 (16 bytes) address. */
export type IpAddress = readonly number[];

/** A range of addresses: those that share the first `prefixLength` bits. */
export interface IpRange {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** The bytes of an IPv4 or IPv6 address, or undefined when the text is none. */
export function parseIpAddress(text: string): IpAddress | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** An address, or a range in CIDR notation; undefined when the text is neither. */
export function parseIpRange(text: string): IpRange | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const bytes = address === undefined ? undefined : parseIpAddress(address);
  if (!bytes || rest.length > 0) {
    return undefined;
  }
  if (prefix === undefined) {
    return { address: bytes, prefixLength: bytes.length * 8 };
  }
  const prefixLength = /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  return prefixLength <= bytes.length * 8
    ? { address: bytes, prefixLength }
    : undefined;
}

export function isInRange(address: IpAddress, range: IpRange): boolean {
  if (address.length !== range.address.length) {
    return false;
  }
  return address.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, range.prefixLength - i * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((range.address[i] ?? 0) & mask);
  });
}

function parseIpv4(text: string): IpAddress | undefined {
  const bytes = IPV4.exec(text)?.slice(1).map(Number);
  return bytes?.every(byte => byte <= 255) ? bytes : undefined;
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const [head, tail] = halves.map((half, i) =>
    groupsToBytes(half === '' ? [] : half.split(':'), i === halves.length - 1),
  );
  if (!head || (halves.length === 2 && !tail)) {
    return undefined;
  }
  if (!tail) {
    return head.length === 16 ? head : undefined;
  }
  const zeros = 16 - head.length - tail.length;
  return zeros >= 2
    ? [...head, ...new Array<number>(zeros).fill(0), ...tail]
    : undefined;
}

/** Only the end of an address may be written as IPv4. */
function groupsToBytes(
  groups: readonly string[],
  isEnd: boolean,
): number[] | undefined {
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    const embedded =
      isEnd && i === groups.length - 1 ? parseIpv4(group) : undefined;
    if (embedded) {
      bytes.push(...embedded);
    } else if (GROUP.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else {
      return undefined;
    }
  }
  return bytes;
}
