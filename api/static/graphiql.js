// Starts GraphiQL on this address; the operation and its variables are kept in the address, so that it can be sent to others.
"use strict";

const EXAMPLE = `# What do reports say of a model, and where is it printed?
{
  aiModel(name: "Sora") {
    name
    releasedOn
    developer { name }
    clipDuration { min max unit text }
    claims(where: { property: { isNull: false } }, first: 5) {
      nodes {
        property
        text
        report { name publisher { name } }
        evidence { page quote verified }
      }
    }
  }
}
`;

const address = new URL(window.location.href);
const asked = Object.fromEntries(address.searchParams);
const socket = new URL(address.pathname, address);
socket.protocol = address.protocol === "https:" ? "wss:" : "ws:";

function remember(changes) {
  for (const [key, value] of Object.entries(changes)) {
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
  }
  history.replaceState(null, "", address);
}

function Explorer() {
  const [query, setQuery] = React.useState(asked.q || EXAMPLE);
  const [explorer] = React.useState(() => GraphiQLPluginExplorer.explorerPlugin());
  return React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: address.pathname, subscriptionUrl: socket.href }),
    plugins: [explorer],
    query,
    variables: asked.variables,
    onEditQuery: (text) => { setQuery(text); remember({ q: text }); },
    onEditVariables: (text) => remember({ variables: text }),
    defaultEditorToolsVisibility: true,
  });
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(React.createElement(Explorer));
