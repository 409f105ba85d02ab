"""One word for each thing; every public thing says what it is."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import ROOT, Module, modules

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
REFUSED = {"vertex", "vertices", "attribute", "triple", "dedupe", "importer", "ingester", "backend", "repository", "manager", "factory"}
EDGE_IS_RELAYS = ("graph.plan", "graph.sql", "graph.cypher", "api")  # where Relay's edges are planned, compiled or shown


def _words(name: str) -> set[str]:
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _names(module: Module) -> set[str]:
    found = {module.name.rpartition(".")[2]}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            if not isinstance(node, ast.ClassDef):
                found |= {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
    return found


def test_names_use_the_glossarys_words() -> None:
    wrong = {f"{module.name}: {name}" for module in modules() for name in _names(module) if _words(name) & _refused(module)}
    assert not wrong, "see docs/glossary.md for the word to use instead"


def _refused(module: Module) -> set[str]:
    return REFUSED | (set() if module.name.startswith(EDGE_IS_RELAYS) else {"edge", "edges"})


def test_a_module_says_what_it_owns() -> None:
    assert not [module.name for module in modules() if len(ast.get_docstring(module.tree) or "") <= 20]


def test_every_public_name_says_what_it_is() -> None:
    told = [module for module in modules() if module.name != "graph.views"]  # Statement's properties are a claim's
    assert not [f"{module.name}.{node.name}" for module in told for node in module.public() if not ast.get_docstring(node) and not _overload(node)]


def _overload(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", [])
    return any(ast.unparse(d).endswith(("overload", ".setter", "override")) for d in decorators)


def test_every_word_of_the_code_is_in_the_glossary() -> None:
    for word in ("node", "relationship", "property", "document", "report", "span", "claim", "mention", "identity", "healing", "extractor", "loader",
                 "selection", "plan", "store", "resolver", "ontology", "judgement", "issue", "batch", "view"):  # fmt: skip
        assert re.search(rf"^\| {word} \|", GLOSSARY, re.MULTILINE), f"docs/glossary.md does not define {word!r}"


def test_the_glossary_defines_each_word_once_and_in_full() -> None:
    rows = re.findall(r"^\| ([a-z, ]+) \| (.+?) \|", GLOSSARY, re.MULTILINE)
    words = [word for word, _ in rows if word != "word"]
    assert len(words) == len(set(words))
    assert all(len(meaning) > 10 for word, meaning in rows if word != "word")
