/**
 * Twilio's price of a call or text, written as what is taken from the account: "-0.00750". Null
 * while it is unknown, or in another currency.
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
