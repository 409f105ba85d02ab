// What every check needs: where the server is, the token that lets change something, a fetch that remembers what was sent.
const [url, token] = process.argv.slice(2);
if (!url || !token) throw new Error("usage: node CHECK URL TOKEN");

export { url, token };
export const authorization = { authorization: `Bearer ${token}` };

/** A fetch, and the requests and answers that went through it. */
export function remembering() {
  const sent = [];
  const fetch_ = async (input, init = {}) => {
    const response = await fetch(input, init);
    sent.push({ url: String(input), init, status: response.status, type: response.headers.get("content-type") });
    return response;
  };
  return { fetch: fetch_, sent };
}

/** The elements of a list that are there more than once. */
export const repeated = (list) => list.filter((element, index) => list.indexOf(element) !== index);
