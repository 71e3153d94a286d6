import { createContext, type ReactNode, useContext } from 'react';

/** What stands where the author wrote <Quiz />: the reader of a lesson provides it, a preview provides its own. */
export const QuizSlotContext = createContext<ReactNode>(null);

export const Quiz = (): ReactNode => useContext(QuizSlotContext);
