"""Language models by name, as LangChain names them: ``openai:gpt-…``, ``ollama:…``, ``anthropic:…``."""

from __future__ import annotations

import os
from typing import Any

from limis.errors import InputError, MissingExtraError, say
from limis.extras import require

__all__ = ["open_chat_model"]

_CONTEXT_TOKENS = 16384


def open_chat_model(name: str, url: str | None = None) -> Any:
    """Open a chat model.

    Args:
        name: ``PROVIDER:NAME``. ``openai:NAME`` is any server that speaks OpenAI's chat completions.
        url: Where it is served; None for what the provider's own variables or defaults say.

    Returns:
        A LangChain chat model. Nothing is sent before it is asked something.

    Raises:
        InputError: No such provider, or no key for it.
        MissingExtraError: LangChain or the provider's package is not installed.
    """
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise _unusable(name, "a provider before the name, such as openai:NAME or ollama:NAME")
    init = require("langchain.chat_models", "agent").init_chat_model
    options: dict[str, Any] = {} if url is None else {"base_url": url}
    if provider == "openai":
        options |= {"max_retries": 1, "use_responses_api": False}
        if url is not None and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "none"
    if provider == "ollama":
        options["num_ctx"] = _CONTEXT_TOKENS
    try:
        return init(model, model_provider=provider, **options)
    except ImportError as error:
        raise _missing(provider, error) from error
    except Exception as error:  # every provider has errors of its own for a missing key or a bad name
        raise _unusable(name, f"a model that LangChain can open ({type(error).__name__})") from error


def _unusable(name: str, expected: str) -> InputError:
    return InputError(
        say(
            "cannot use this planner",
            expected=expected,
            got=repr(name),
            next_step="Check the name, and the variable with the provider's key",
        )
    )


def _missing(provider: str, error: ImportError) -> MissingExtraError:
    package = "langchain-openai" if provider == "openai" else f"langchain-{provider.replace('_', '-')}"
    return MissingExtraError(
        say(
            f"the planner {provider}:… needs a package of its own",
            expected=package,
            got=str(error).splitlines()[0],
            next_step='Run: pip install "limis[agent]"' if provider == "openai" else f"Run: pip install {package}",
        )
    )
