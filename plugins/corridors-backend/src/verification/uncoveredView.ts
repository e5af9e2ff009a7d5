import type { NotCoveredReason, View } from '@corridors/model';
import type { ViewSource } from '@corridors/verifier';

/** A view that covers no cell, for one reason. */
export function uncoveredView(
  view: View,
  {
    reason,
    detail,
  }: { readonly reason: NotCoveredReason; readonly detail: string },
): ViewSource {
  return {
    view,
    async *fill(cells) {
      for (const { id } of cells) {
        yield { cell: id, view, covered: false, reason, detail };
      }
    },
  };
}
