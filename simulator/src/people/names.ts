const FIRST = [
  'Maria',
  'James',
  'Aisha',
  'Chen',
  'Sofia',
  'David',
  'Priya',
  'Lucas',
  'Emma',
  'Omar',
];
const LAST = [
  'Lopez',
  'Miller',
  'Khan',
  'Wei',
  'Rossi',
  'Cohen',
  'Patel',
  'Silva',
  'Novak',
  'Haddad',
];

/** The name of the person with this number: the same each time. */
export function nameBehind(number: string): string {
  const digits = number.replace(/\D/g, '');
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place + 1), 0);
  return `${FIRST[sum % FIRST.length]} ${LAST[(sum >> 1) % LAST.length]}`;
}
