"""The request of somebody who is signed in."""

from django.http import HttpRequest

from .models import Worker


class WorkerRequest(HttpRequest):
    """For views below `login_required`: the user is a worker, never an anonymous one."""

    user: Worker
