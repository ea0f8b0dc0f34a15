/** Where a made packet lies in the bucket of packets. It is a copy: its record is the event `exported`, with its SHA-256. */
export const packetKey = (caseId: string, packetId: string): string => `packets/${caseId}/${packetId}.zip`;
