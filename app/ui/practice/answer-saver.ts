import type { Json } from '#app/domain/kernel/canonical.ts';
import { fieldsOfAnswer } from '#app/domain/questions/answer-of-fields.ts';
import { ANSWER_FIELD } from './practice-views.ts';

export type SaveState = 'saved' | 'waiting' | 'failed' | 'closed';
/** What the server said: kept, refused for good since the time is over, or nothing. */
export type SendOutcome = 'kept' | 'closed' | 'failed';

/** An answer as the fields of the form that would send it. */
export function formOf(slot: number, answer: Json): URLSearchParams {
  const { values, keyed } = fieldsOfAnswer(answer);
  const name = `${ANSWER_FIELD}${slot}`;
  return new URLSearchParams([
    ['slot', String(slot)],
    ...values.map((value) => [name, value]),
    ...Object.entries(keyed).flatMap(([key, own]) => own.map((value) => [`${name}:${key}`, value])),
  ]);
}

/**
 * Sends answers one after another, the latest of each question; what could not be sent is sent again with the next
 * change or when asked. It knows no browser: sending is given to it.
 */
export function makeAnswerSaver({
  send,
  onState,
}: {
  send: (slot: number, answer: Json) => Promise<SendOutcome>;
  onState: (state: SaveState) => void;
}) {
  const waiting = new Map<number, Json>();
  let running: Promise<void> | null = null;
  async function work() {
    for (let next = [...waiting][0]; next; next = [...waiting][0]) {
      const [slot, answer] = next;
      const outcome = await send(slot, answer);
      if (outcome === 'closed') {
        waiting.clear();
        onState('closed');
        return;
      }
      if (outcome === 'failed') {
        onState('failed');
        return;
      }
      // Changed meanwhile: the newer one is sent in its turn.
      if (waiting.get(slot) === answer) waiting.delete(slot);
    }
    onState('saved');
  }
  function flush(): Promise<void> {
    if (!running && waiting.size > 0) {
      onState('waiting');
      running = work().finally(() => {
        running = null;
      });
    }
    return running ?? Promise.resolve();
  }
  return {
    /** Notes an answer to be sent; `flush` sends it. */
    put(slot: number, answer: Json) {
      waiting.delete(slot);
      waiting.set(slot, answer);
      onState('waiting');
    },
    flush,
  };
}
