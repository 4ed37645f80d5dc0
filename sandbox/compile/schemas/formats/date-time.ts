/** A `full-date` (RFC 3339, 5.6): a day that there is. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A `full-time` (RFC 3339, 5.6): its offset is `Z` or `+01:00`, and a leap second is the last of a day in UTC (5.7). */
export function isTime(text: string): boolean {
  const time = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?(Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i.exec(text);
  if (!time) return false;
  const [, hour, minute, second, , , sign, offsetHour = 0, offsetMinute = 0] = time;
  if (second !== '60') return true;
  const offset = Number(offsetHour) * 60 + Number(offsetMinute);
  const inUtc = Number(hour) * 60 + Number(minute) - (sign === '-' ? -offset : offset);
  return (inUtc + 2 * minutesOfDay) % minutesOfDay === minutesOfDay - 1;
}

const minutesOfDay = 1440;

/** A `date-time` (RFC 3339, 5.6). */
export function isDateTime(text: string): boolean {
  return /^.{10}T/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}
