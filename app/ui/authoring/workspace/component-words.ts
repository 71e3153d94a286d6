/** Components that the words name; a test holds them equal to the checker's (component-words.test.ts). */
const COMPONENT_NAMES = [
  'Figure',
  'Process',
  'Stage',
  'Timeline',
  'Event',
  'Layers',
  'Layer',
  'Relations',
  'Link',
  'Bars',
  'Bar',
  'Compare',
  'Steps',
  'Step',
  'Callout',
  'KeyTerm',
  'Case',
  'Mistakes',
  'Quiz',
  'Reading',
  'Source',
] as const;
export type ComponentName = (typeof COMPONENT_NAMES)[number];

const ATTRIBUTE_NAMES = [
  'caption',
  'alt',
  'title',
  'date',
  'label',
  'hub',
  'to',
  'unit',
  'value',
  'kind',
  'term',
  'en',
  'author',
  'url',
] as const;
export type AttributeName = (typeof ATTRIBUTE_NAMES)[number];

export const CALLOUT_KINDS = ['note', 'history', 'warning', 'law'] as const;

export const isComponentName = (name: string): name is ComponentName => COMPONENT_NAMES.some((known) => known === name);

export const isAttributeName = (name: string): name is AttributeName => ATTRIBUTE_NAMES.some((known) => known === name);
