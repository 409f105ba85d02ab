"""The oracle: what a store must answer, found by walking a networkx graph hop by hop. It must not share code with any store.

`Ledger` keeps what was written, `world` makes the graph of it, `Walk` answers a plan over that graph.
"""

from tests.naive.answer import answer
from tests.naive.ledger import Ledger
from tests.naive.world import world

__all__ = ["Ledger", "answer", "world"]
