type Named = { name: string | null; phone: string };

/** Somebody's name, or their number until there is one. */
export const nameOf = (lead: Named | null, fallback = 'Unknown number'): string =>
  lead?.name?.trim() || (lead ? readablePhone(lead.phone) : fallback);

export const firstNameOf = (lead: Named | null): string =>
  lead?.name?.trim().split(/\s+/)[0] ?? (lead ? readablePhone(lead.phone) : 'the lead');

/** "+1 512 555 0142"; numbers of other countries in groups of three. */
export function readablePhone(phone: string): string {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  if (us) return `+1 ${us[1]} ${us[2]} ${us[3]}`;
  const [, country, rest] = /^(\+\d{2})(\d+)$/.exec(phone) ?? [];
  return country && rest ? `${country} ${rest.replace(/(\d{3})(?=\d)/g, '$1 ')}` : phone;
}

/** Up to two letters, for where a name has no room. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part[0]?.toUpperCase() ?? '')
    .join('');
