/**
 * Reasons after which this number will never ring: the carrier's REST codes for numbers that are
 * wrong, blocked or forbidden, and SIP's "not found" and its kin.
 */
const HOPELESS = new Set([
  'carrier_13223',
  'carrier_13224',
  'carrier_13225',
  'carrier_13227',
  'carrier_21201',
  'carrier_21202',
  'carrier_21211',
  'carrier_21214',
  'carrier_21215',
  'carrier_21216',
  'carrier_21217',
  'carrier_21219',
  'sip_404',
  'sip_410',
  'sip_484',
  'sip_604',
]);

export function isBadNumber(endReason: string | null): boolean {
  return endReason !== null && HOPELESS.has(endReason);
}
