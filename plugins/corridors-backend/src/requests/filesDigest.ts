import { createHash } from 'node:crypto';
import type { ManifestFile } from '@corridors/manifests';

/**
 * Digest of rendered files, whatever order they come in. The same names and bytes give the same text, `sha256:…`.
 */
export function filesDigest(files: readonly ManifestFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of [...files].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  )) {
    // Lengths keep "a" + "bc" apart from "ab" + "c".
    hash.update(
      `${Buffer.byteLength(path)} ${Buffer.byteLength(
        content,
      )}\n${path}${content}`,
    );
  }
  return `sha256:${hash.digest('hex')}`;
}
