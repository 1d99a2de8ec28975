import { useEffect, useState } from 'react';

/** The value as it was when it had not changed for so long. */
export function useQuiet<T>(value: T, quietMs: number): T {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return quiet;
}
