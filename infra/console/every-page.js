/**
 * Run by CloudFront for each request of a viewer: a path of the page's own, such as /cases/CASE, is answered with the page. As a rewriting of
 * what is asked and not of errors: an error of the API stays one. `handler` is global, as CloudFront's runtime wants it.
 */
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by its name.
function handler(event) {
  const { request } = event;
  if (!/\.[^/]+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}
