import type { Dialect } from '#db/open.server.ts';

/** A connection that is asked in plain SQL (places as `?`), for databases whose schema may be of another release. */
export type Raw = {
  readonly dialect: Dialect;
  readonly rows: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
};
