"""Forms from other sites are not taken, though our own pages do not say where they are.

Our pages send no referrer. A browser then sends `Origin: null` with their forms too, which Django
takes for another site. The browser’s own word for where a form comes from is `Sec-Fetch-Site`,
which no page can set. Browsers of before 2023 do not send it, and neither does any over plain http:
for them stands what stands for every form besides, the token, whose cookie no other name and no
unencrypted page can set (`__Host-`), and cookies that other sites' forms do not bring (`SameSite`).
"""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

HERE = "same-origin"


class FormsFromHere(CsrfViewMiddleware):
    """Django’s check of tokens and origins, for pages without a referrer."""

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers["Origin"] == "null":
            return request.headers.get("Sec-Fetch-Site", HERE) == HERE
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # not in the stubs
