/** What of a value may still be made, in characters as JSON writes it, more or less. */
export class Budget {
  #left: number;

  constructor(characters: number) {
    this.#left = characters;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  get left(): number {
    return this.#left;
  }

  spend(characters: number): void {
    this.#left -= characters;
  }
}
