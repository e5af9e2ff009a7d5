import type { Command } from 'commander';
import type { Call } from '../actions';
import type { RenderOptions } from './runRender';

/** `corridors render`: writes the manifests of specs. */
export function addRenderCommand(program: Command, call: Call): void {
  program
    .command('render')
    .description('write the manifests of the corridors of a GitOps repository')
    .argument('[folder]', 'holds environments and corridors', '.')
    .option('--out <folder>', 'write into this folder instead')
    .option(
      '--check',
      'write nothing; end with 1 when what is there differs from what is rendered',
    )
    .addHelpText(
      'after',
      '\nThe same specs give the same bytes. A spec (corridor.yaml) is never written, and no file is removed.',
    )
    .action((folder: string, options: RenderOptions) =>
      call('render', (render, terminal) => render(folder, options, terminal)),
    );
}
