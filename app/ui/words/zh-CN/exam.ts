export const exam = {};
