import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

/** A page that broke: say so, and let the person try again. */
export function PageFailed() {
  return (
    <Alert
      type="error"
      header="This page could not be shown"
      action={<Button onClick={() => location.reload()}>Try again</Button>}
    >
      Nothing was changed. If it happens again, tell the operator what you were doing.
    </Alert>
  );
}
