import { Component, type ReactNode } from 'react';
import { useRenewal } from './renewal-context.tsx';

/** The last resort when a screen cannot be drawn. An old app may not understand a new server: then the new one comes at once. */
export function CrashBoundary({ screen, children }: { screen: ReactNode; children: ReactNode }): ReactNode {
  const renewal = useRenewal();
  return (
    <Boundary screen={screen} onCrash={() => void renewal.broke()}>
      {children}
    </Boundary>
  );
}

class Boundary extends Component<
  { screen: ReactNode; onCrash: () => void; children: ReactNode },
  { crashed: boolean }
> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(): void {
    this.props.onCrash();
  }

  override render(): ReactNode {
    return this.state.crashed ? this.props.screen : this.props.children;
  }
}
