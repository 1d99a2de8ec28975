/**
 * Twilio's price of a call or text, which it writes as what is taken from the account: "-0.00750".
 * Null while it does not know it, and in a currency that is not ours.
 */
export function priceInUsd({
  price,
  priceUnit,
}: {
  price?: string | null;
  priceUnit?: string | null;
}): number | null {
  if (!price || priceUnit?.toUpperCase() !== 'USD') return null;
  const usd = Math.abs(Number(price));
  return Number.isFinite(usd) ? usd : null;
}
