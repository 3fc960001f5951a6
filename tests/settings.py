"""The service's settings, with a data folder of its own for each test process."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="alongside-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
_kept = {
    "ALONGSIDE_DATABASE_URL",
    "ALONGSIDE_SHARED",
}  # which database; where the shared checks lie
for _name in [name for name in os.environ if name.startswith("ALONGSIDE_")]:
    if _name not in _kept:
        del os.environ[_name]  # what somebody has set for their own use
os.environ["ALONGSIDE_DATA"] = _data
os.environ["ALONGSIDE_KEYS"] = (  # always the same ones, and no file to look at
    "root:cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI="
    ",c32a61e5:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
)

from alongside.casework.site.settings import *  # noqa: E402, F403 - the settings, once ours are set
from alongside.casework.site.settings import DATABASES  # noqa: E402 - as above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, and worth nothing
WHITENOISE_AUTOREFRESH = True  # each test client would look through all files otherwise
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A file, as in use: in memory, a browser's requests and the test would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": f"{_data}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous = OFF;"
