import './practice-frame.css';

/** The violet frame with its word, on every screen of a practice system, so that nobody takes it for the real one. */
export function PracticeFrame() {
  return (
    <div className="practice-frame">
      <span className="practice-word">Practice</span>
    </div>
  );
}
