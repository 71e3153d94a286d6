import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/** The status of an act that does not fit what is there any more: somebody else, or another tab, was first. */
const OVERTAKEN = 409;

/**
 * For a page whose acts can be overtaken: a page is not loaded again after a refusal, so that it would go on showing the
 * state in which the act still made sense, and offer it again. Not for a form that edits what it loaded: what was typed
 * belongs to the revision that was read.
 */
export const revalidateOvertaken = ({
  actionStatus,
  defaultShouldRevalidate,
}: Pick<ShouldRevalidateFunctionArgs, 'actionStatus' | 'defaultShouldRevalidate'>): boolean =>
  actionStatus === OVERTAKEN || defaultShouldRevalidate;
