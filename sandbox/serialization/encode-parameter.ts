import type { ParameterPlan } from '../plan.ts';
import { type Digits, digitsIn, jsonText, withTexts } from '../syntax/digits.ts';
import { isArray, isObject, type Json } from '../syntax/json.ts';
import { percentEncode } from '../syntax/percent.ts';
import { deepPairs } from './deep-object.ts';

/**
 * Serializes a parameter in its style, percent-encoded where its location requires it, and with its name where the
 * style includes one (OpenAPI 3.1.1, 4.8.12.3).
 */
export function encodeParameter({ name, in: place, format }: ParameterPlan, value: Json, digits?: Digits): string {
  const isRaw = place === 'header' || (format.by === 'style' && format.style === 'cookie');
  const encode = isRaw ? (text: string) => text : percentEncode;
  const named = (text: string) => `${encode(name)}=${text}`;
  const scalar = (item: Json, key?: string) =>
    encode(typeof item === 'string' ? item : jsonText(item, key === undefined ? digits : digitsIn(digits, key)));
  if (format.by === 'deep')
    return deepPairs(name, withTexts(value, digits))
      .map((pair) => pair.join('='))
      .join('&');
  // Parameters in `querystring` have no name; `querystringText` writes them.
  if (format.by !== 'style') {
    const text = encode(jsonText(value, digits));
    return place === 'query' || place === 'cookie' ? named(text) : text;
  }
  const { style, explode } = format;
  const separator = place === 'cookie' ? '; ' : '&';
  const pairs = isObject(value)
    ? Object.entries(value).map(([key, item]) => [encode(key), scalar(item, key)] as const)
    : [];
  const items = isArray(value)
    ? value.map((item, index) => scalar(item, String(index)))
    : isObject(value)
      ? pairs.flatMap(([key, text]) => (explode ? [`${key}=${text}`] : [key, text]))
      : [scalar(value)];
  switch (style) {
    case 'simple':
      return items.join(',');
    case 'label':
      return `.${items.join(explode ? '.' : ',')}`;
    case 'dottedLabel':
      // Percent-encoding leaves dots alone, so items that contain one are joined by commas, which readers accept too.
      return `.${items.join(items.some((item) => item.includes('.')) ? ',' : '.')}`;
    case 'matrix':
      if (!explode) return `;${named(items.join(','))}`;
      return (isObject(value) ? items : items.map(named)).map((item) => `;${item}`).join('');
    case 'spaceDelimited':
      return explode ? items.map(named).join(separator) : named(items.join('%20'));
    case 'pipeDelimited':
      return explode ? items.map(named).join(separator) : named(items.join('%7C'));
    case 'form':
    case 'cookie':
      if (!explode) return named(items.join(','));
      return (isObject(value) ? items : items.map(named)).join(separator);
  }
}
