from .connections import answer, new, signpost

__all__ = ["answer", "new", "signpost"]
