/**
 * An NHS number: ten digits, the last of which is a check digit by modulus 11 (NHS Data Dictionary, "NHS NUMBER").
 * A remainder that would need the check digit 10 is never issued.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  const digits = [...value].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === digits[9];
}
