/**
 * A list that grows at its end alone and never changes: what is appended makes another list, and both share one array,
 * of which each knows how much is its own. Appending to the longest list takes the same time however long it is; to an
 * earlier one, it copies what that one holds. What begins empty shares with nobody.
 */
export class AppendOnly<Item> implements Iterable<Item> {
  private constructor(
    private readonly shared: Item[],
    readonly length: number,
  ) {}

  static from<Item>(items: readonly Item[]): AppendOnly<Item> {
    return new AppendOnly([...items], items.length);
  }

  static empty<Item>(): AppendOnly<Item> {
    return new AppendOnly([], 0);
  }

  append(...items: readonly Item[]): AppendOnly<Item> {
    const isLongest = this.length > 0 && this.shared.length === this.length;
    const shared = isLongest ? this.shared : this.shared.slice(0, this.length);
    for (const item of items) shared.push(item);
    return new AppendOnly(shared, shared.length);
  }

  /** @param index negative ones count from the end */
  at(index: number): Item | undefined {
    const place = index < 0 ? this.length + index : index;
    return place < this.length ? this.shared[place] : undefined;
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (let index = 0; index < this.length; index++) yield this.shared[index]!;
  }
}
