/**
 * Wilson score interval of a share, as fractions of 1; n > 0. On staff stocks, which are a census, it is printed as a
 * stability range. Source: method.md §4; E. B. Wilson (1927), formula as in domain handbook §4.1.
 */
export const wilson = (count: number, n: number, z: number): readonly [low: number, high: number] => {
  const share = count / n;
  const square = z * z;
  const centre = share + square / (2 * n);
  const spread = z * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  const scale = 1 + square / n;
  return [(centre - spread) / scale, (centre + spread) / scale];
};
