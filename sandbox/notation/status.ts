/** Whether answers of a status never have a body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5; Fetch Standard, 2.2.3). */
export function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
