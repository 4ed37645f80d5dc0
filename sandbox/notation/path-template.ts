/** The template without the placeholders' names: templates of one shape are the same path (OpenAPI 3.1.1, 4.8.8.1). */
export function shapeOf(template: string): string {
  return template.replace(/\{[^}]+\}/g, '{}');
}
