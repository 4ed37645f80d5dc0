/** Whether a text is a `full-date` (RFC 3339, 5.6) that exists in the calendar. */
function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whether a text is a `full-time` (RFC 3339, 5.6). A leap second must be the last second of a day in UTC (5.7). */
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

/** Whether a text is a `date-time` (RFC 3339, 5.6). */
export function isDateTime(text: string): boolean {
  return /^.{10}T/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}
