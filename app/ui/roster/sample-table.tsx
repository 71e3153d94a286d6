/** The first rows of a file as they stand in it, under its own headings. */
export function SampleTable({
  caption,
  region,
  headings,
  rows,
}: {
  caption: string;
  /** What the part that scrolls is called, apart from the section around it. */
  region: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const places = headings.map((heading, column) => ({ heading, column, key: `${column}` }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section aria-label={region} tabIndex={0} className="overflow-x-auto rounded-panel border border-line bg-surface">
      <table className="w-full border-collapse text-13" lang="zh-CN">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-left text-ink-2">
          <tr>
            {places.map(({ heading, key }) => (
              <th key={key} scope="col" className="px-2 py-1.5 font-medium whitespace-nowrap">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample never move
            <tr key={row} className="border-t border-line">
              {places.map(({ column, key }) => (
                <td key={key} className="px-2 py-1.5 whitespace-nowrap">
                  {(cells[column] ?? '').slice(0, 40)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
