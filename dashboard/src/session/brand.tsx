export function Brand() {
  return (
    <div className="row brand-mark">
      <BrandIcon size={22} />
      <b>Ringback</b>
    </div>
  );
}

export function BrandIcon({ size = 18 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M4 9a5 5 0 1 1 5 5" />
      <path d="M9 14H5.5M9 9.2V6" />
    </svg>
  );
}
