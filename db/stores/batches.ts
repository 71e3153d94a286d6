/** Enough rows to be quick, few enough for any engine's limit of parameters (twelve columns: 2,400 of 32,766). */
const ROWS_PER_STATEMENT = 200;

/** Runs a statement for some rows at a time, in their order. */
export async function inBatches<Row>(
  rows: readonly Row[],
  work: (batch: Row[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) await work(rows.slice(i, i + ROWS_PER_STATEMENT));
}
