/**
 * Whether a completion still counts as "completed" for what lies ahead, after the lesson went on. The record itself,
 * the hours that it earned and the transcript never change; only the lesson is open again for whoever completed what
 * is no longer taught.
 *
 * A minor change keeps every completion. A material one ends those of all earlier versions; one of the material
 * version itself or of a later one counts. Since a lesson is recorded as completed once a calendar year, whoever
 * completed the old version in the same year gets no second record: passing the new version's quiz within that year
 * renews the one they have.
 * @param material the number of the newest version in force that was a material change; null where there was none.
 * @param renewals passed tries at the lesson's quiz: the number of the version tried, and the calendar year.
 */
export function completionCounts({
  completion,
  material,
  renewals,
}: {
  completion: { readonly version: number; readonly year: number };
  material: number | null;
  renewals: readonly { readonly version: number; readonly year: number }[];
}): boolean {
  if (material === null || completion.version >= material) return true;
  return renewals.some(({ version, year }) => version >= material && year === completion.year);
}
