/** Four bytes: float32, little-endian. */
const NUMBER = 4;
/** Of a unit besides its weights: what one step of a stored weight is worth, its bias, and its part in the sum. */
const NUMBERS_A_UNIT = 3;

/** How many bytes a network of so many units over so many numbers of a text takes. */
export const depthNetworkBytes = (units: number, size: number): number =>
  NUMBER * (2 * size + NUMBERS_A_UNIT * units) + units * size;

/**
 * Sums units that each see a text in depth and say nothing below their threshold: a word's bearing then depends on what stands beside it.
 * The bytes: what is taken from each input and what it is then multiplied by; the units' steps, biases and parts; the units' weights, int8.
 */
export function createDepthNetwork(bytes: Uint8Array, units: number, size: number): (depth: Float32Array) => number {
  const numbers = new Float32Array(
    Uint8Array.from(bytes.subarray(0, NUMBER * (2 * size + NUMBERS_A_UNIT * units))).buffer,
  );
  const mean = numbers.subarray(0, size);
  const scale = numbers.subarray(size, 2 * size);
  const [steps, biases, parts] = [0, 1, 2].map((part) =>
    numbers.subarray(2 * size + part * units, 2 * size + (part + 1) * units),
  ) as [Float32Array, Float32Array, Float32Array];
  const weights = new Int8Array(Uint8Array.from(bytes.subarray(numbers.byteLength)).buffer);
  return (depth) => {
    const input = depth.map((value, at) => (value - (mean[at] as number)) * (scale[at] as number));
    let sum = 0;
    for (let unit = 0; unit < units; unit++) {
      const from = unit * size;
      let met = 0;
      for (let at = 0; at < size; at++) met += (weights[from + at] as number) * (input[at] as number);
      const above = (biases[unit] as number) + (steps[unit] as number) * met;
      if (above > 0) sum += (parts[unit] as number) * above;
    }
    return sum;
  };
}
