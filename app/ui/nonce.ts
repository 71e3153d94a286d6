import { createContext, useContext } from 'react';

/** The document's CSP nonce: known while the server renders, empty in the browser, which needs none. */
export const NonceContext = createContext<string | undefined>(undefined);
export const useNonce = () => useContext(NonceContext);
