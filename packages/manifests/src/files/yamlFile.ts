import type { ManifestFile } from './manifestFile';
import { writeYaml } from './writeYaml';

/**
 * Writes one object as a file. The same object gives the same bytes: keys stay in the order they are given in, and no line
 * is folded.
 *
 * @param path - relative to the corridor's folder
 * @param corridor - name, for the heading that says where to change it
 */
export function yamlFile(
  path: string,
  corridor: string,
  object: Readonly<Record<string, unknown>>,
): ManifestFile {
  const heading = `# Rendered from corridors/${corridor}/corridor.yaml. Change that and render again.\n`;
  return {
    path,
    content: heading + writeYaml(object),
  };
}
