import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FileUpload from '@cloudscape-design/components/file-upload';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../api/client.ts';
import { sendWhenOnline } from '../api/send-when-online.ts';
import { Choice } from '../layout/choice.tsx';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { choicesIn } from '../words/choices.ts';
import { namesIn } from '../words/names-in.ts';
import { CHANNELS } from '../words/words.ts';
import { base64Of } from './base64.ts';
import { OwnReports } from './own-reports.tsx';
import { rememberReport } from './remembered-reports.ts';

type Text = 'said' | 'done' | 'felt' | 'pasted' | 'who' | 'when' | 'where' | 'targets' | 'witnesses' | 'accountNumber';
const EMPTY: Record<Text, string> = {
  said: '',
  done: '',
  felt: '',
  pasted: '',
  who: '',
  when: '',
  where: '',
  targets: '',
  witnesses: '',
  accountNumber: '',
};

/** Any of these is a report: who, when and where may come to light later. */
const SAYS_SOMETHING = ['said', 'done', 'felt', 'pasted'] as const satisfies readonly Text[];

interface Accepted {
  readonly reportId: string;
  readonly receivedAt: string;
  readonly next: string;
}

/** Where anyone who works here says what a customer said or did to them. */
export function ReportPage() {
  useTitle('Report');
  const { api, session } = useSignedIn();
  const [text, setText] = useState(EMPTY);
  const [channel, setChannel] = useState<string | null>(null);
  const [files, setFiles] = useState<File[]>([]);
  const [state, setState] = useState<'writing' | 'sending' | 'waiting'>('writing');
  const [failure, setFailure] = useState<string | null>(null);
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  // The same for each try of one report: sent twice, it is one.
  const key = useRef(newKey());

  // What became of it is above the page, and who sent it is at its foot.
  const taken = useRef<AlertProps.Ref>(null);
  useEffect(() => {
    if (accepted !== null) taken.current?.focus();
  }, [accepted]);

  const write = (name: Text, value: string) => {
    setFailure(null);
    setText((now) => ({ ...now, [name]: value }));
  };
  const send = async () => {
    if (files.length === 0 && SAYS_SOMETHING.every((name) => text[name].trim() === '')) {
      setFailure('Write at least one of these: what was said, what they did, how it was for you. Or add the message.');
      return;
    }
    setState('sending');
    setFailure(null);
    try {
      const body = await bodyOf(text, channel, files);
      const { body: answer } = await sendWhenOnline(
        () => api.ask<Accepted>('/api/reports', { method: 'POST', body, idempotencyKey: key.current }),
        (waiting) => setState(waiting ? 'waiting' : 'sending'),
      );
      rememberReport(session, answer.reportId);
      setAccepted(answer);
      setText(EMPTY);
      setFiles([]);
      setChannel(null);
      key.current = newKey();
    } catch (error) {
      setFailure((error as Error).message);
    }
    setState('writing');
  };
  const area = (name: Text, label: string, description: string, rows = 3) => (
    <FormField label={label} description={description} stretch>
      <Textarea
        value={text[name]}
        rows={rows}
        spellcheck={false}
        onChange={({ detail }) => write(name, detail.value)}
      />
    </FormField>
  );
  const line = (name: Text, label: string, description: string) => (
    <FormField label={label} description={description}>
      <Input value={text[name]} onChange={({ detail }) => write(name, detail.value)} />
    </FormField>
  );

  return (
    <ContentLayout
      header={
        <Header variant="h1" description="A look, a step too close, a thing thrown: a report without words counts.">
          Report what a customer said or did
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Alert type="warning" header="Is anyone in danger now?">
          Call the emergency number first. Keep a caller on the line, and do not hang up even if they do.
        </Alert>
        {accepted !== null && (
          <Alert ref={taken} type="success" header={`Your report is taken in: ${accepted.reportId}`}>
            {accepted.next}
          </Alert>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Form
            errorText={failure}
            actions={
              <Button variant="primary" loading={state !== 'writing'}>
                Send the report
              </Button>
            }
          >
            <SpaceBetween size="l">
              {state === 'waiting' && (
                <Alert type="info">
                  The network is lost. Your report is kept here and is sent as soon as it is back.
                </Alert>
              )}
              <Container header={<Header variant="h2">What happened</Header>}>
                <SpaceBetween size="m">
                  {area('said', 'What was said', 'The exact words as far as you remember them, uncorrected.')}
                  {area('done', 'What they did', 'If there were no words, this is enough.')}
                  {area('felt', 'How it was for you', 'Write it plainly: it counts.', 2)}
                </SpaceBetween>
              </Container>
              <Container header={<Header variant="h2">A message that you received</Header>}>
                <SpaceBetween size="m">
                  {area('pasted', 'Paste it here', 'A mail, a chat or a post, as it is.', 4)}
                  <FileUpload
                    value={files}
                    multiple
                    onChange={({ detail }) => {
                      setFailure(null);
                      setFiles(detail.value);
                    }}
                    constraintText="Saved mails, transcripts, pictures; 4 MB together. Forward what is larger to the intake address."
                    showFileSize
                  />
                </SpaceBetween>
              </Container>
              <ExpandableSection headerText="Who, when and where, as far as you know" variant="container">
                <SpaceBetween size="m">
                  {line('who', 'Who it was', 'A name, or how you would know them again.')}
                  {line('accountNumber', 'Account number', 'If there is one.')}
                  {line('when', 'When', 'As exactly as you can.')}
                  {line('where', 'Where', 'The office, a street, on the phone.')}
                  <FormField label="How">
                    <Choice value={channel} options={choicesIn(CHANNELS)} onChoose={setChannel} />
                  </FormField>
                  {line(
                    'targets',
                    'Whom it was aimed at',
                    'Leave it empty if it was you. Names with commas between them.',
                  )}
                  {line('witnesses', 'Who saw or heard it', 'Names with commas between them.')}
                </SpaceBetween>
              </ExpandableSection>
            </SpaceBetween>
          </Form>
        </form>
        <Container header={<Header variant="h2">What happens next</Header>}>
          Every report opens a case, whatever a machine makes of it. Your supervisor is told within minutes and must
          act; if they do not, the next level is asked. You need not answer the person. Keep what they sent, and do not
          delete it.
        </Container>
        <OwnReports />
      </SpaceBetween>
    </ContentLayout>
  );
}

async function bodyOf(text: Record<Text, string>, channel: string | null, files: readonly File[]) {
  const { targets, witnesses, ...rest } = text;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== '')),
    ...(channel === null ? {} : { channel }),
    ...(targets.trim() === '' ? {} : { targets: namesIn(targets) }),
    ...(witnesses.trim() === '' ? {} : { witnesses: namesIn(witnesses) }),
    ...(files.length === 0
      ? {}
      : {
          files: await Promise.all(
            files.map(async (file) => ({
              name: file.name,
              mediaType: file.type || 'application/octet-stream',
              base64: base64Of(new Uint8Array(await file.arrayBuffer())),
            })),
          ),
        }),
  };
}
