"""What a person sees, in a real Chromium that can reach nothing but this machine. Where there is no Chromium, the pages' files are tested elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from graph.ontology import ONTOLOGY
from graph.store import neo4j_server, open_store
from graph.values import NodeRef
from tests.graphs import Paper

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no chromium and chromedriver on this machine")
SECONDS = 120
QUERY = '{ aiModel(name: "Sora") { developer { name } } }'
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--window-size=1400,1000", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(switch)
    options.binary_location = str(CHROMIUM)
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield found
    found.quit()


def write(address: str) -> None:
    paper = Paper("Sora note")
    paper.says(NodeRef("AIModel", "Sora"), "DEVELOPED_BY", NodeRef("Organization", "OpenAI"))
    paper.says(paper.ref, "MENTIONS", NodeRef("AIModel", "Sora"))
    store = open_store(address)
    store.write(paper.batch())
    store.close()


def wait(browser: webdriver.Chrome, for_: Callable[[webdriver.Chrome], object]) -> None:
    WebDriverWait(browser, SECONDS, ignored_exceptions=(Exception,)).until(for_)


@contextmanager
def serving(address: str) -> Iterator[str]:
    """The URL of a server over the graph at an address."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", "--store", address]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        yield next(word for word in server.stderr.readline().split() if word.startswith("http"))
        server.kill()


def ask_and_wait(browser: webdriver.Chrome, url: str, query: str, answer: str) -> None:
    browser.get(f"{url}?q={quote(query)}")
    wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, ".graphiql-execute-button").is_enabled())
    browser.find_element(By.CSS_SELECTOR, ".graphiql-execute-button").click()
    wait(browser, lambda b: answer in b.find_element(By.CSS_SELECTOR, ".result-window").text)


@pytest.mark.parametrize(("query", "answer"), [
    (QUERY, "OpenAI"), ('subscription { reportAdded(after: "[0, \\"\\"]") { report { name } } }', "Sora note"),
])  # fmt: skip
def test_graphiql_asks_and_shows_the_answer(browser: webdriver.Chrome, tmp_path: Path, query: str, answer: str) -> None:
    address = str(tmp_path / "graph.db")
    write(address)
    with serving(address) as url:
        ask_and_wait(browser, url, query, answer)
    said = browser.execute("getLog", {"type": "browser"})["value"]
    assert [entry["message"] for entry in said if entry["level"] == "SEVERE"] == []


@pytest.mark.neo4j
def test_neo4j_browser_shows_types_in_their_colours(browser: webdriver.Chrome, tmp_path: Path) -> None:
    home = tmp_path / "neo4j"
    server = neo4j_server.start(home)
    try:
        write(server.address)
        browser.get(f"{server.http}/browser/")
        wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, "[data-testid=username]").is_displayed())
        browser.find_element(By.CSS_SELECTOR, "[data-testid=username]").send_keys(server.user)
        browser.find_element(By.CSS_SELECTOR, "[data-testid=password]").send_keys(server.password + Keys.ENTER)
        wait(browser, lambda b: "node.AIModel" in b.find_element(By.TAG_NAME, "body").text)  # the style, set when somebody connects
        editor = browser.find_element(By.CSS_SELECTOR, ".monaco-editor")
        ActionChains(browser).click(editor).send_keys("MATCH (report:Report)-[says]->(thing) RETURN *").perform()
        ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
        wait(browser, lambda b: len(b.find_elements(By.CSS_SELECTOR, "g.node circle.b-outline")) == 2)
        colours = {node.get_attribute("fill") for node in browser.find_elements(By.CSS_SELECTOR, "g.node circle.b-outline")}
        captions = {text.text for text in browser.find_elements(By.CSS_SELECTOR, "g.node text.caption")}
    finally:
        neo4j_server.stop(home)
    assert colours == {ONTOLOGY.nodes["Report"].colour, ONTOLOGY.nodes["AIModel"].colour}
    assert "Sora" in captions
