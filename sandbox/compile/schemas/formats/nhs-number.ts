/**
 * Whether a text is an NHS number: ten digits, the last a modulus 11 check digit (NHS Data Dictionary, "NHS NUMBER").
 * Numbers that would need the check digit 10 are never issued.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^\d{10}$/.test(value)) return false;
  const digits = [...value].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === digits[9];
}
