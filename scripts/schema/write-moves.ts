import { LIVES } from '@ringback/shared/domain/lives.ts';
import { writeCopy } from './write-copy.ts';

type Lives = Record<string, Record<string, readonly string[]>>;

/** The moves that each life allows. */
export function writeMoves(lives: Lives = LIVES): string {
  const rows = Object.entries(lives).flatMap(([life, moves]) =>
    Object.entries(moves).flatMap(([from, next]) =>
      next.map((to) => `'${life}', '${from}', '${to}'`),
    ),
  );
  return writeCopy('private.moves', 'life, from_status, to_status', rows);
}
