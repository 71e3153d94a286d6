import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { classNames } from '#app/ui/components/class-names.ts';

export type Panel<Key extends string> = {
  readonly key: Key;
  readonly label: string;
  readonly count?: number;
  readonly body: ReactNode;
};

/**
 * Views of one text in one place. All stay on the page, since they hold what is being typed; without script every one
 * of them is shown below the other.
 */
export function Panels<Key extends string>({
  label,
  panels,
  current,
  onChange,
  tools,
}: {
  readonly label: string;
  readonly panels: readonly Panel<Key>[];
  readonly current: Key;
  readonly onChange: (key: Key) => void;
  readonly tools?: ReactNode;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = panels.findIndex(({ key }) => key === current);
    const to =
      event.key === 'ArrowRight'
        ? at + 1
        : event.key === 'ArrowLeft'
          ? at - 1
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? panels.length - 1
              : null;
    if (to === null) return;
    event.preventDefault();
    const next = panels[(to + panels.length) % panels.length];
    if (!next) return;
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-3 noscript:hidden">
        <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex gap-4 overflow-x-auto">
          {panels.map(({ key, label: name, count }) => (
            <button
              key={key}
              type="button"
              role="tab"
              id={`${id}-${key}-tab`}
              data-tab={key}
              aria-selected={key === current}
              aria-controls={`${id}-${key}`}
              tabIndex={key === current ? 0 : -1}
              onClick={() => onChange(key)}
              className={classNames(
                '-mb-px flex min-h-11 items-center gap-1 border-b-2 px-1 text-14 whitespace-nowrap',
                key === current
                  ? 'border-action font-semibold text-ink'
                  : 'border-transparent text-ink-2 hover:border-control hover:text-ink',
              )}
            >
              {name}
              {count !== undefined && count > 0 && <span className="figures text-13 text-ink-3">{count}</span>}
            </button>
          ))}
        </div>
        {tools && <div className="flex flex-wrap items-center gap-1 py-1">{tools}</div>}
      </div>
      {panels.map(({ key, body }) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-${key}`}
          aria-labelledby={`${id}-${key}-tab`}
          className={classNames('min-h-0 flex-1', key !== current && 'hidden noscript:block')}
        >
          {body}
        </div>
      ))}
    </div>
  );
}
