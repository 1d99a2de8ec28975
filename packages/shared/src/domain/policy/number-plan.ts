type Parts = { countryCallingCode: string; nationalNumber: string };

const SAME_DIGIT = /^(\d)\1{5,}$/;

/** What people type where they do not want to give a number: one digit throughout, or counting. */
export function isPlaceholder({ countryCallingCode, nationalNumber }: Parts): boolean {
  if (SAME_DIGIT.test(nationalNumber)) return true;
  if (SAME_DIGIT.test(`${countryCallingCode}${nationalNumber}`)) return true;
  if (nationalNumber.length >= 7 && (counts(nationalNumber, 1) || counts(nationalNumber, 9))) {
    return true;
  }
  // 555 is no area code, and the most common invented one.
  return countryCallingCode === '1' && nationalNumber.startsWith('555');
}

/** Area code and exchange begin with 2 to 9, and neither is a service code such as 911. */
export function isNorthAmerican(national: string): boolean {
  return /^(?!.11)[2-9]\d\d(?!.11)[2-9]\d{6}$/.test(national);
}

function counts(digits: string, step: number): boolean {
  const [first = '', ...rest] = digits;
  let before = Number(first);
  return rest.every((digit) => {
    const expected = (before + step) % 10;
    before = Number(digit);
    return before === expected;
  });
}
