import type { PacketKind } from '../../contracts/case-custody.ts';
import type { ConsoleRole } from '../../contracts/vocabulary.ts';

/**
 * Whose each kind of packet is. The workplace-violence order is filed by the employer, through its lawyers; security, who know the case,
 * make it for them. The civil harassment order is
 * filed by the person, in their own name: HR, who stand by the employee, may hand them what they need for it.
 */
export const ROLES_OF_KIND: Readonly<Record<PacketKind, readonly ConsoleRole[]>> = {
  'workplace-violence-order': ['legal', 'security'],
  'civil-harassment-order': ['legal', 'hr'],
};

export const mayHavePacket = (roles: readonly ConsoleRole[], kind: PacketKind): boolean =>
  ROLES_OF_KIND[kind].some((role) => roles.includes(role));
