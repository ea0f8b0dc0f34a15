import type { PacketKind } from '../../contracts/case-custody.ts';
import type { Material } from '../material.ts';
import { civilHarassmentOrder } from './civil-harassment.ts';
import type { Order } from './element.ts';
import { workplaceViolenceOrder } from './workplace-violence.ts';

const ORDERS: Readonly<Record<PacketKind, (material: Material) => Order>> = {
  'workplace-violence-order': workplaceViolenceOrder,
  'civil-harassment-order': civilHarassmentOrder,
};

/** What a packet is for, with each element mapped to the exhibits that bear on it. */
export const orderOf = (material: Material): Order => ORDERS[material.kind](material);
