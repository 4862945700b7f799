/** Remembers what was loaded, by its key; what has failed is loaded anew. */
export function loadedOnce<Key, Value>(load: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const loaded = new Map<Key, Promise<Value>>();
  return (key) => {
    const known = loaded.get(key);
    if (known) return known;
    const value = load(key);
    value.catch(() => loaded.delete(key));
    loaded.set(key, value);
    return value;
  };
}
