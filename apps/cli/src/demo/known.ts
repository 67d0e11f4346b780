/** What one part of `region.yaml` names and another holds. */
export function known<Value>(values: ReadonlyMap<string, Value>, key: string, kind: string): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`region.yaml names the ${kind} ${key}, which it does not hold.`);
  return value;
}
