import { IMAGE_LIMITS } from '#app/domain/courses/image-file.ts';
import type { DraftText, SaveOutcome } from './draft-saver.ts';
import type { DraftFault, DraftPreview, DraftStatus, Other, Someone } from './draft-view.ts';

export type Presence = {
  readonly others: readonly Other[];
  readonly ownTabs: number;
  readonly revision: number;
  readonly savedBy: Someone;
  readonly status: DraftStatus;
};
export type Look = { readonly faults: readonly DraftFault[]; readonly preview: DraftPreview | null };
/** A draft as it stands on the server. */
export type TheirText = DraftText & {
  readonly revision: number;
  readonly savedBy: Someone;
  readonly savedAt: number;
};
export const IMAGE_FAULTS = [
  'wrong-type',
  'heic',
  'svg',
  'too-large',
  'too-many-pixels',
  'broken',
  'unreachable',
  'locked',
  'signed-out',
] as const;
export type ImageFault = (typeof IMAGE_FAULTS)[number];
export type ImageOutcome =
  | { readonly kind: 'added'; readonly path: string; readonly hash: string }
  | { readonly kind: 'refused'; readonly why: ImageFault }
  | { readonly kind: 'aborted' };

/** Longer than any answer takes; then the network is asked again. */
const PATIENCE_MS = 30_000;

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: number; readonly code: string };

/** The workspace's own calls. An answer that is no answer (a proxy's page, nothing at all) has status 0. */
async function post<T>(url: string, body: unknown, keepalive = false): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      keepalive,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const value = (await response.json()) as T & { code?: string };
    if (response.ok) return { ok: true, value };
    return { ok: false, status: response.status, code: value.code ?? '' };
  } catch {
    return { ok: false, status: 0, code: '' };
  }
}

function toRefusal({ status, code }: { status: number; code: string }): SaveOutcome {
  if (code === 'stale-version') return { kind: 'stale' };
  if (code === 'draft-in-review') return { kind: 'refused', why: 'in-review' };
  if (code === 'draft-closed' || status === 404) return { kind: 'refused', why: 'closed' };
  if (status === 401) return { kind: 'refused', why: 'signed-out' };
  if (status === 403) return { kind: 'refused', why: 'forbidden' };
  if (status === 422 || status === 400 || status === 413) return { kind: 'refused', why: 'invalid' };
  return { kind: 'unreachable' };
}

export function draftCalls(draftId: string) {
  const work = `/staff/lessons/${draftId}/work`;
  return {
    async save(text: DraftText & { revision: number; merged: boolean }): Promise<SaveOutcome> {
      const answer = await post<{ revision: number; savedAt: number }>(work, { act: 'save', ...text });
      return answer.ok ? { kind: 'saved', ...answer.value } : toRefusal(answer);
    },
    async look(text: DraftText): Promise<Look | null> {
      const answer = await post<Look>(work, { act: 'look', ...text });
      return answer.ok ? answer.value : null;
    },
    async beat(tab: string): Promise<Presence | null> {
      const answer = await post<Presence>(work, { act: 'beat', tab });
      return answer.ok ? answer.value : null;
    },
    leave(tab: string): void {
      void post(work, { act: 'leave', tab }, true);
    },
    async theirs(): Promise<TheirText | null> {
      const answer = await post<TheirText>(work, { act: 'theirs' });
      return answer.ok ? answer.value : null;
    },
    async resolve(commentId: string, resolved: boolean): Promise<boolean> {
      return (await post(work, { act: 'resolve', commentId, resolved })).ok;
    },
    /** fetch tells nothing of how far an upload has got; XMLHttpRequest does. */
    addImage(file: File, onProgress: (share: number) => void): { done: Promise<ImageOutcome>; abort: () => void } {
      const request = new XMLHttpRequest();
      let aborted = false;
      const done = shrink(file).then(
        (small) =>
          new Promise<ImageOutcome>((resolve) => {
            if (aborted) return resolve({ kind: 'aborted' });
            // Sent in vain, it would be cut off on its way, and look like a fault of the network.
            if (small.size > IMAGE_LIMITS.bytes) return resolve({ kind: 'refused', why: 'too-large' });
            const form = new FormData();
            form.set('image', small, file.name);
            request.open('POST', `/staff/lessons/${draftId}/images`);
            request.responseType = 'json';
            request.timeout = 4 * PATIENCE_MS;
            request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
            request.onload = () => resolve(imageOutcome(request.status, request.response as ImageAnswer));
            request.onabort = () => resolve({ kind: 'aborted' });
            request.onerror = () => resolve({ kind: 'refused', why: 'unreachable' });
            request.ontimeout = () => resolve({ kind: 'refused', why: 'unreachable' });
            request.send(form);
          }),
      );
      return {
        done,
        abort: () => {
          aborted = true;
          request.abort();
        },
      };
    },
  };
}
export type DraftCalls = ReturnType<typeof draftCalls>;

type ImageAnswer = {
  readonly path?: string;
  readonly hash?: string;
  readonly code?: string;
  readonly reason?: string;
} | null;

function imageOutcome(status: number, answer: ImageAnswer): ImageOutcome {
  if (answer?.path && answer.hash) return { kind: 'added', path: answer.path, hash: answer.hash };
  if (status === 413) return { kind: 'refused', why: 'too-large' };
  if (answer?.code === 'draft-in-review' || answer?.code === 'draft-closed') return { kind: 'refused', why: 'locked' };
  if (status === 401 || (status === 200 && !answer)) return { kind: 'refused', why: 'signed-out' };
  return { kind: 'refused', why: IMAGE_FAULTS.find((fault) => fault === answer?.reason) ?? 'unreachable' };
}

/** A photograph of a telephone is larger than any lesson shows; made smaller here, it is sent in seconds. */
const LARGEST_BYTES = 900_000;
const LARGEST_SIDE = 1600;

async function shrink(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp|avif)$/.test(file.type)) return file;
  // The server takes no AVIF; the browser can read it.
  const mustChange = file.type === 'image/avif';
  if (file.size <= LARGEST_BYTES && !mustChange) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.85));
    return small && (mustChange || small.size < file.size) ? small : file;
  } catch {
    return file;
  }
}
