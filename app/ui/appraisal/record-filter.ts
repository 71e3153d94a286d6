/** The fields of the filter of records, as they stand in the address of the year page and of its export. */
export const RECORD_FILTER = ['q', 'unit', 'rating', 'certificate', 'record', 'since'] as const;
