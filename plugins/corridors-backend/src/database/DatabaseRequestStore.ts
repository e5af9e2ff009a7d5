import { ConflictError } from '@backstage/errors';
import type { TimelineEntry } from '@corridors/plugin-corridors-common';
import type { Knex } from 'knex';
import type {
  RequestChange,
  RequestQuery,
  RequestStore,
  StoredRequest,
} from './RequestStore';
import { fromRequestRow, toRequestRow, type RequestRow } from './requestRow';

interface EventRow {
  request_id: string;
  at: string;
  event: string;
  detail: string;
  by: string | null;
}

const DEFAULT_LIMIT = 200;

/** Requests in the plugin's database. */
export class DatabaseRequestStore implements RequestStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param knex - a database whose migrations are done */
  static create(knex: Knex): DatabaseRequestStore {
    return new DatabaseRequestStore(knex);
  }

  async reserve(request: StoredRequest, entry: TimelineEntry) {
    return this.#knex.transaction(async trx => {
      await trx<RequestRow>('requests')
        .insert(toRequestRow(request))
        .onConflict('open_key')
        .ignore();
      const open = await trx<RequestRow>('requests')
        .where({ open_key: request.corridor })
        .first();
      if (!open) {
        throw new ConflictError(
          `The reservation of corridor ${request.corridor} ended while it was made; try again`,
        );
      }
      if (open.id !== request.id) {
        return { reserved: false as const, open: fromRequestRow(open) };
      }
      await trx<EventRow>('request_events').insert(
        toEventRow(request.id, entry),
      );
      return { reserved: true as const };
    });
  }

  async get(id: string) {
    const row = await this.#knex<RequestRow>('requests').where({ id }).first();
    return row && fromRequestRow(row);
  }

  async list({ corridor, open, limit = DEFAULT_LIMIT }: RequestQuery = {}) {
    const query = this.#knex<RequestRow>('requests')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit);
    if (corridor !== undefined) {
      query.where({ corridor });
    }
    if (open) {
      query.whereNotNull('open_key');
    }
    return (await query).map(fromRequestRow);
  }

  async timelines(ids: readonly string[]) {
    const rows = await this.#knex<EventRow>('request_events')
      .whereIn('request_id', ids)
      .orderBy('id');
    const timelines = new Map<string, TimelineEntry[]>(ids.map(id => [id, []]));
    for (const { request_id: id, at, event, detail, by } of rows) {
      timelines.get(id)?.push({ at, event, detail, by: by ?? undefined });
    }
    return timelines;
  }

  async change(
    request: StoredRequest,
    change: RequestChange,
    entries: readonly TimelineEntry[],
    updatedAt: string,
  ): Promise<StoredRequest | undefined> {
    const changed: StoredRequest = {
      ...request,
      ...change,
      reservedUntil:
        change.reservedUntil === null ? undefined : request.reservedUntil,
      updatedAt,
      revision: request.revision + 1,
    };
    return this.#knex.transaction(async trx => {
      const count = await trx<RequestRow>('requests')
        .where({ id: request.id, revision: request.revision })
        .update(toRequestRow(changed));
      if (count === 0) {
        return undefined;
      }
      if (entries.length > 0) {
        await trx<EventRow>('request_events').insert(
          entries.map(entry => toEventRow(request.id, entry)),
        );
      }
      return changed;
    });
  }

  async prune(overBefore: string) {
    return this.#knex<RequestRow>('requests')
      .whereNull('open_key')
      .where('updated_at', '<', overBefore)
      .delete();
  }
}

function toEventRow(
  requestId: string,
  { at, event, detail, by }: TimelineEntry,
): EventRow {
  return { request_id: requestId, at, event, detail, by: by ?? null };
}
