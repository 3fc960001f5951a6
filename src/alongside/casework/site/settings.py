"""All settings. What differs from place to place is read from the environment: docs/settings.md."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from . import environment as env
from .static_address import fingerprint

# ---- Where this service keeps things -------------------------------------------------------------
DATA = env.folder("ALONGSIDE_DATA", "data")
DATABASES = {"default": env.database("ALONGSIDE_DATABASE_URL", DATA / "alongside.sqlite3")}
KEYS = env.text("ALONGSIDE_KEYS")  # the keys themselves; otherwise they are in the file
KEYS_FILE = env.text("ALONGSIDE_KEYS_FILE", f"{DATA}.keys")
BACKUP_PASSPHRASE = env.text("ALONGSIDE_BACKUP_PASSPHRASE")  # otherwise the keys lock a backup
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- How it is reached ---------------------------------------------------------------------------
DEBUG = env.flag("ALONGSIDE_DEBUG", default=False)
SECRET_KEY = env.secret_key("ALONGSIDE_SECRET_KEY", DATA / "secret-key")
ALLOWED_HOSTS = env.hosts("ALONGSIDE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
BEHIND_TLS = env.flag("ALONGSIDE_BEHIND_TLS", default=False)
ROOT_URLCONF = "alongside.casework.site.urls"
WSGI_APPLICATION = "alongside.casework.site.wsgi.application"

# ---- What it is made of --------------------------------------------------------------------------
ROOMS = [  # top floor to ground
    "site",
    "pages",
    "frontdoor",
    "openreferral",
    "reports",
    "extracting",
    "importing",
    "visits",
    "followup",
    "community",
    "signposting",
    "measures",
    "support",
    "referrals",
    "consent",
    "safeguarding",
    "people",
    "directory",
    "schemes",
    "audit",
]
INSTALLED_APPS = [
    *(f"alongside.casework.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "alongside.casework.site.middleware.log_requests",
    "alongside.casework.site.headers.safe_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.casework.site.sessions.SessionsThatGoOn",
    "django.middleware.common.CommonMiddleware",
    "alongside.casework.site.forged.FormsFromHere",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.casework.schemes.signed_out.KeepWhatWasTyped",
    "alongside.casework.schemes.handed_over.WhileHandedOver",
    "alongside.casework.site.middleware.NumbersThatCanBe",
    "alongside.casework.site.middleware.stay_signed_in_while_working",
    "alongside.casework.site.middleware.second_factor_where_demanded",
    "alongside.casework.people.merged.lead_on",
    "alongside.casework.site.refusals.say_what_is_not_done_here",
    "alongside.casework.site.by_script.answer_in_data",  # innermost: it speaks for views alone
]

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {  # ours
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [env.CASEWORK / room / "templates" for room in ROOMS],
        "OPTIONS": {
            "environment": "alongside.casework.site.jinja.environment",
            "context_processors": CONTEXT_PROCESSORS,
        },
    },
    {  # what the packages that we use bring with them
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

# ---- Static files: no collecting step. Each release has an address of its own (decision 0007) ----
STATIC_FILES = env.CASEWORK / "site" / "static"
STATICFILES_DIRS: list[str] = []  # each room's static folder is found by itself; only site has one
STATIC_URL = "static/" if DEBUG else f"static/{fingerprint(STATIC_FILES)}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000  # the address changes with the files
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ---- The directory: which addresses its sources may have -----------------------------------------
DIRECTORY_PRIVATE = env.flag("ALONGSIDE_DIRECTORY_PRIVATE", default=False)

# ---- Words and times -----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.time_zone("ALONGSIDE_TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = True

# ---- Signing in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "schemes.Worker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
_CHECKS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": _CHECKS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "first_name")},
    },
    {"NAME": _CHECKS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _CHECKS + "CommonPasswordValidator"},
    {"NAME": _CHECKS + "NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "alongside.casework.site.accounts.Accounts"
_FORMS = "alongside.casework.schemes.account_forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "SignIn",
    "reset_password": _FORMS + "AskForNewPassword",
    "reset_password_from_key": _FORMS + "SetNewPassword",
    "change_password": _FORMS + "ChangePassword",
    "set_password": _FORMS + "SetPassword",
    "reauthenticate": _FORMS + "SayItIsYou",
}
MFA_FORMS = {
    "authenticate": _FORMS + "SecondStepCode",
    "reauthenticate": _FORMS + "SayItIsYouByCode",
    "activate_totp": _FORMS + "SetUpSecondStep",
    "add_webauthn": _FORMS + "AddPasskey",
    "edit_webauthn": _FORMS + "RenamePasskey",
    "authenticate_webauthn": _FORMS + "UsePasskey",
    "reauthenticate_webauthn": _FORMS + "SayItIsYouByPasskey",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gave the address; nobody signs up
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password or second factor
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True  # no tick box: every session ends after the idle time
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_TLS else "http"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key,30/15m/ip",  # locked for a quarter of an hour
    "reauthenticate": "20/15m/user",  # pages shown count too
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0  # whose address failed sign-ins count for
MFA_ADAPTER = "alongside.casework.site.accounts.SecondFactor"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: who holds it is not enough
MFA_TOTP_TOLERANCE = 1  # a code that turns while it is typed will still do (RFC 6238, 5.2)
MFA_TOTP_ISSUER = "Alongside"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above: the address was given, not signed up with
MFA_RECOVERY_CODE_COUNT = 10

# ---- Sessions: signed out after idle time --------------------------------------------------------
IDLE_MINUTES = env.whole_number("ALONGSIDE_IDLE_MINUTES", 30, low=5, high=720)
SESSION_ENGINE = "alongside.casework.site.sealed_sessions"
SESSION_COOKIE_AGE = int(timedelta(minutes=IDLE_MINUTES).total_seconds())
SESSION_COOKIE_NAME = "__Host-alongside" if BEHIND_TLS else "alongside"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_NAME = "__Host-alongside-form" if BEHIND_TLS else "alongside-form"
CSRF_COOKIE_HTTPONLY = True  # scripts have the token from the page
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_SAMESITE = "Lax"
# What is said once after saving may hold a name: it stays on the server, out of the cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if BEHIND_TLS else []

# ---- What every answer says to the browser (the rest is in headers.safe_headers) -----------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"  # see forged.py
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("ALONGSIDE_HSTS_SUBDOMAINS", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
FILE_UPLOAD_HANDLERS = ["alongside.casework.site.in_memory.InMemory"]

# ---- Work that takes longer than a page may (alongside.background) -------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# ---- Email, cache, logs --------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("ALONGSIDE_EMAIL_FROM", "alongside@localhost")
globals().update(env.email("ALONGSIDE_EMAIL_URL", DATA / "outbox"))
CACHES = {
    "default": {  # in files, so that all serving processes count failed sign-ins together
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}
logging.raiseExceptions = DEBUG  # else a line that cannot be written is printed with its values
LOG_LEVEL = env.choice("ALONGSIDE_LOG_LEVEL", "info", ["debug", "info", "warning", "error"]).upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "alongside.casework.site.logs.WithoutPersonalData"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # log_requests tells the rest
    },
}
