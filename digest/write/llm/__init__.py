"""Items by a language model, each sentence with its sources and checked against them.

    story -> prompt -> caller (memory, purse, endpoint, account) -> answer -> gate -> item

`LLM` is the writer; importing this imports no client: `openai` is loaded with the first question.
"""

from digest.write.llm.writer import LLM

__all__ = ["LLM"]
