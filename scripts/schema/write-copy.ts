/** The statements that replace all rows of a table. */
export function writeCopy(table: string, columns: string, rows: readonly string[]): string {
  const values = rows.map((row) => `  (${row})`).join(',\n');
  return `delete from ${table};\ninsert into ${table} (${columns}) values\n${values};`;
}
