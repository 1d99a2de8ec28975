import sprite from './icons.svg?url';

type Props = {
  name: string;
  /** 14 px instead of 16. */
  small?: boolean;
  className?: string;
};

/** A picture that repeats what stands beside it; an icon alone is named by its button. */
export function Icon({ name, small = false, className = '' }: Props) {
  return (
    <svg className={`i ${small ? 's' : ''} ${className}`.trim()} aria-hidden="true">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}
