import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';
import { useRef } from 'react';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Pictures } from './use-pictures.ts';

type Props = { pictures: Pictures; isLocked: boolean };

/** Chooses pictures from this machine; on a phone, also from its camera. */
export function AttachButton({ pictures, isLocked }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const { rule } = pictures;
  return (
    <>
      <BusyButton
        className="btn bare s"
        title="Add pictures; or paste them, or drop them here"
        offBecause={isLocked ? 'The AI answers: take over first' : (rule?.why_not ?? null)}
        onClick={() => input.current?.click()}
      >
        <Icon name="picture" small />
        <span className="attach-words">Add pictures</span>
      </BusyButton>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        aria-hidden="true"
        accept={[...SENT_PICTURES.types, 'image/*'].join()}
        onChange={({ target }) => {
          // Copied first: the same file can be chosen again.
          void pictures.add([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}
