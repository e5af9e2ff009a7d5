import type { PreviewFile } from './FilePreview';

/** Files of one folder, in the order given; files of the root come first. */
export interface PreviewFolder {
  readonly name: string;
  readonly files: readonly PreviewFile[];
}

/** Groups files by the folder that they are in. */
export function groupByFolder(files: readonly PreviewFile[]): PreviewFolder[] {
  const folders = new Map<string, PreviewFile[]>();
  for (const file of files) {
    const name = file.path.includes('/')
      ? file.path.slice(0, file.path.lastIndexOf('/'))
      : '';
    folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  return [...folders.entries()]
    .map(([name, members]) => ({ name, files: members }))
    .sort((left, right) => left.name.localeCompare(right.name));
}
