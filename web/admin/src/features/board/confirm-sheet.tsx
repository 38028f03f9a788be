import { Button } from '@soban/web-shared/ui/button.tsx';
import { Sheet } from '@soban/web-shared/ui/sheet.tsx';
import type { ReactNode } from 'react';
import { useFailureText } from '../../session/failure.ts';

interface ConfirmSheetProps {
  title: string;
  /** Leaves everything as it is. */
  keep: string;
  confirm: string;
  look: 'danger' | 'primary';
  disabled: boolean;
  /** Why it could not be done; null: nothing has gone wrong. */
  error: Error | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The second tap of an act that takes something away, and what came of it where it failed. */
export function ConfirmSheet(props: ConfirmSheetProps): ReactNode {
  const { title, keep, confirm, look, disabled, error, onConfirm, onClose, children } = props;
  const failureText = useFailureText();
  const failure = error ? failureText(error) : null;
  return (
    <Sheet
      title={title}
      closeLabel={keep}
      onClose={onClose}
      footer={
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{keep}</Button>
          <Button look={look} disabled={disabled} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4 p-5">
        {children}
        {failure ? (
          <p role="alert" className="font-semibold text-danger">
            {failure}
          </p>
        ) : null}
      </div>
    </Sheet>
  );
}
