/** Round each message: one that cannot be drawn must not take the page with it. */
import { Component, type ReactNode } from "react";

interface Props {
  readonly children: ReactNode;
  /** Shown instead: the message's plain text. */
  readonly text: string;
}

export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="broken">
        <p>{this.props.text}</p>
        <p className="broken-note">This message could not be drawn as a card; this is its plain text.</p>
      </div>
    );
  }
}
