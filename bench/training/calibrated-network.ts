import type { NetworkHead } from '../../functions/score/model/second-reader.ts';
import { type DepthOptions, type FittedNetwork, fitNetwork, networkBytes, oddsOf } from './depth-network.ts';
import { calibrate } from './logistic.ts';

export interface CalibratedNetwork {
  readonly bytes: Buffer;
  readonly head: NetworkHead;
  /** Of each text that was held out, in order: its calibrated log-odds by the networks that have not seen it. */
  readonly unseen: readonly number[];
}

/** Calibrated on the texts `held` out of first fits; what is shipped is fitted again to all, since every pair tells something. */
export async function fitCalibrated(
  depths: readonly Float32Array[],
  labels: readonly (0 | 1)[],
  held: readonly boolean[],
  seed: number,
  options: DepthOptions,
): Promise<CalibratedNetwork> {
  const fits = async (chosen: (index: number) => boolean) => {
    const networks: FittedNetwork[] = [];
    for (let fit = 0; fit < options.fits; fit++) {
      const [read, said] = [depths.filter((_, at) => chosen(at)), labels.filter((_, at) => chosen(at))];
      networks.push(await fitNetwork(read, said, seed + fit, options));
    }
    return networks;
  };
  const first = await fits((index) => !held[index]);
  const odds = depths
    .filter((_, index) => held[index])
    .map((depth) => first.reduce((sum, network) => sum + oddsOf(network, depth), 0) / first.length);
  const { slope, intercept } = calibrate(
    odds,
    labels.filter((_, index) => held[index]),
  );
  const { bytes, units, bias } = networkBytes(await fits(() => true));
  return { bytes, head: { bias, slope, intercept, units }, unseen: odds.map((sum) => slope * sum + intercept) };
}
