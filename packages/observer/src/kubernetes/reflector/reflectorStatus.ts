import { FactState } from '@corridors/model';

/**
 * How well a reflector knows its collection.
 *
 * @public
 */
export interface ReflectorStatus {
  readonly state: FactState;
  /** RFC 3339; since when the state is what it is. */
  readonly since: string;
  /** RFC 3339; when the objects were last known to be what the server has. */
  readonly asOf?: string;
  /** RFC 3339; the last complete list. */
  readonly lastSync?: string;
  /** RFC 3339; the last event of a watch, bookmarks included. */
  readonly lastEvent?: string;
  /** Failures in a row, 0 when all is well. */
  readonly failures: number;
  /** What went wrong last, or what is missing. */
  readonly message?: string;
}
