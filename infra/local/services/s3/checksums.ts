import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** The checksums that S3 keeps beside an object, by the end of their header `x-amz-checksum-…`. */
export const CHECKSUM_ALGORITHMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

export interface Checksum {
  algorithm: ChecksumAlgorithm;
  /** Base64 of the big-endian value, as in the header. */
  value: string;
}

export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  switch (algorithm) {
    case 'sha1':
    case 'sha256':
      return createHash(algorithm).update(bytes).digest('base64');
    case 'crc32':
      return thirtyTwoBits(crc32(bytes));
    case 'crc32c':
      return thirtyTwoBits(crc32c(bytes));
    case 'crc64nvme': {
      const buffer = Buffer.alloc(8);
      buffer.writeBigUInt64BE(crc64nvme(bytes));
      return buffer.toString('base64');
    }
  }
}

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);
}

function thirtyTwoBits(value: number): string {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value >>> 0);
  return buffer.toString('base64');
}

/** Castagnoli's polynomial, reflected (RFC 3720, appendix B.4). */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

function crc32c(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC32C_TABLE[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return ~value >>> 0;
}

/** The polynomial of the NVM Express command set, reflected: the one S3 computes by itself where a client sends none. */
const CRC64NVME_TABLE = BigUint64Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
  return value;
});

function crc64nvme(bytes: Uint8Array): bigint {
  let value = 0xffffffffffffffffn;
  for (const byte of bytes) value = (CRC64NVME_TABLE[Number((value ^ BigInt(byte)) & 0xffn)] as bigint) ^ (value >> 8n);
  return value ^ 0xffffffffffffffffn;
}
