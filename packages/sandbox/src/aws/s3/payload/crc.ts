const CRC32C_POLYNOMIAL = 0x82f63b78;
const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const ALL_ONES = 0xffffffffffffffffn;

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ CRC32C_POLYNOMIAL : value >>> 1;
  }
  return value;
});

const CRC64NVME_TABLE = BigUint64Array.from({ length: 256 }, (_, index) => {
  let value = BigInt(index);
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1n ? (value >> 1n) ^ CRC64NVME_POLYNOMIAL : value >> 1n;
  }
  return value;
});

/** CRC-32C (Castagnoli), big-endian. */
export function crc32c(data: Buffer): Buffer {
  let value = 0xffffffff;
  for (const byte of data) {
    value = (CRC32C_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  }
  const result = Buffer.alloc(4);
  result.writeUInt32BE((value ^ 0xffffffff) >>> 0);
  return result;
}

/** CRC-64/NVME, big-endian. */
export function crc64nvme(data: Buffer): Buffer {
  let value = ALL_ONES;
  for (const byte of data) {
    value =
      (CRC64NVME_TABLE[Number(value & 0xffn) ^ byte] ?? 0n) ^ (value >> 8n);
  }
  const result = Buffer.alloc(8);
  result.writeBigUInt64BE(value ^ ALL_ONES);
  return result;
}
