import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/**
 * What lies over every page. It stands at the end of the body: in a part that is hidden, such as the
 * navigation on a phone, it would be hidden, too.
 */
export const OverAll = ({ children }: { children: ReactNode }) =>
  createPortal(children, document.body);
