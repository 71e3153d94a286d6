export const appraisal = {};
