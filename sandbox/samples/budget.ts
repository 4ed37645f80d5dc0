/** Of a whole value, in characters as JSON writes it, more or less: lists in lists and texts in lists multiply. */
const largest = 2_000_000;

/** What of a value may still be made. What is beyond is left out, so that the value breaks its schema, and that is told. */
export class Budget {
  #left = largest;

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  get left(): number {
    return this.#left;
  }

  spend(characters: number): void {
    this.#left -= characters;
  }

  /** Spends what so many more would cost; gives how many of them there may be. */
  repeat(count: number, cost: number): number {
    const affordable = Math.max(0, Math.floor(this.#left / cost));
    this.spend(Math.max(0, count) * cost);
    return Math.max(0, Math.min(count, affordable));
  }
}
