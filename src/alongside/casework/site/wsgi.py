"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from alongside.casework.site.logs import hear_what_nobody_catches

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.casework.site.settings")
application = get_wsgi_application()
hear_what_nobody_catches()
