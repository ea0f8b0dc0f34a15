import { element, xmlDocument } from '../s3/xml.ts';
import { ChannelsError } from './channels-error.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
/** SNS API reference, "Publish": a text message is at most 1,600 characters. */
const LONGEST_TEXT_MESSAGE = 1600;

/** SNS's `Publish` of the Query API, to a telephone number. @throws ChannelsError */
export async function publish(body: string, keep: (to: string, content: string) => Promise<string>): Promise<string> {
  const form = new URLSearchParams(body);
  const action = form.get('Action') ?? '';
  if (action !== 'Publish') {
    throw new ChannelsError('NotImplemented', `The local SNS stand-in does not implement ${action}.`, 501);
  }
  const number = form.get('PhoneNumber');
  if (number === null) {
    throw new ChannelsError('NotImplemented', 'The local SNS stand-in publishes to telephone numbers alone.', 501);
  }
  if (!/^\+[1-9]\d{6,14}$/.test(number)) {
    throw new ChannelsError(
      'InvalidParameter',
      'Invalid parameter: PhoneNumber Reason: it does not meet the E164 format',
      400,
    );
  }
  const message = form.get('Message') ?? '';
  if (message === '') throw new ChannelsError('InvalidParameter', 'Invalid parameter: Empty message', 400);
  if (message.length > LONGEST_TEXT_MESSAGE)
    throw new ChannelsError('InvalidParameter', 'Invalid parameter: Message too long', 400);
  const result = element('PublishResult', element('MessageId', await keep(number, message)), { raw: true });
  return xmlDocument(element('PublishResponse', result, { raw: true, namespace: NAMESPACE }));
}

export function publishFault({ code, message, status }: ChannelsError): string {
  const inner =
    element('Type', status < 500 ? 'Sender' : 'Receiver') + element('Code', code) + element('Message', message);
  return xmlDocument(
    element('ErrorResponse', element('Error', inner, { raw: true }), { raw: true, namespace: NAMESPACE }),
  );
}
